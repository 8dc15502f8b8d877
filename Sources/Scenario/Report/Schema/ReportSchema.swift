/// JSON Schema (draft 2020-12) of `ReportDocument` and of the lines of `RunEvent`.
package enum ReportSchema {
    /// The schema, ending in a line break.
    package static let text = head + common + steps

    private static let head = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:rollupsim:report:1",
          "title": "rollupsim-report/1",
          "description": "What rollupsim did with scenario files. Absent members are unknown or do not apply. Amounts in wei are decimal digits in strings; gas, times and counts are numbers.",
          "type": "object",
          "additionalProperties": false,
          "required": ["format", "command", "runs"],
          "properties": {
            "format": {"const": "rollupsim-report/1"},
            "command": {"enum": ["run", "check", "list"]},
            "runs": {"type": "array", "items": {"$ref": "#/$defs/file"}},
            "matrices": {
              "type": "array",
              "items": {"$ref": "#/$defs/matrix"},
              "description": "A table for each file with a matrix; its combinations are among the runs."
            }
          },
          "$defs": {
            "file": {
              "type": "object",
              "additionalProperties": false,
              "required": ["file", "status", "exitCode", "reasons"],
              "properties": {
                "file": {"type": "string", "description": "The path as the command was given it."},
                "status": {
                  "enum": ["passed", "failed", "impossible", "refused", "unreadable", "invariant_violated",
                           "limit_exceeded", "internal_error", "fit"],
                  "description": "refused and unreadable: no scenario; impossible: its world cannot be built; fit: read, and not run."
                },
                "exitCode": {"type": "integer", "minimum": 0, "maximum": 5},
                "reasons": {"type": "array", "items": {"$ref": "#/$defs/reason"}},
                "scenario": {"$ref": "#/$defs/scenario"},
                "traceHash": {"$ref": "#/$defs/hash"},
                "rollups": {"type": "array", "items": {"$ref": "#/$defs/rollup"}},
                "beginning": {"$ref": "#/$defs/state"},
                "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}},
                "gasTable": {"type": "array", "items": {"$ref": "#/$defs/gasTableRow"}},
                "invariants": {"type": "array", "items": {"$ref": "#/$defs/invariant"}},
                "alerts": {
                  "type": "array",
                  "items": {"$ref": "#/$defs/alert"},
                  "description": "Absent where nobody watches."
                }
              }
            },

        """#

    /// What monitors look for, as items of a JSON list.
    private static let rules = MonitorSection.Rule.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")

    private static let common = #"""
            "matrix": {
              "type": "object",
              "additionalProperties": false,
              "required": ["file", "rows"],
              "properties": {
                "file": {"type": "string"},
                "rows": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["run", "status", "values", "shown"],
                    "properties": {
                      "run": {"type": "string", "description": "The run's name, as its member file has it."},
                      "status": {
                        "enum": ["passed", "failed", "impossible", "invariant_violated", "limit_exceeded",
                                 "internal_error"]
                      },
                      "values": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": ["key", "value"],
                          "properties": {
                            "key": {"type": "string", "description": "Path in the file."},
                            "value": {"type": "string"}
                          }
                        }
                      },
                      "shown": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": ["expression"],
                          "properties": {
                            "expression": {"type": "string"},
                            "text": {"type": "string", "description": "Absent where there is no value."}
                          }
                        }
                      }
                    }
                  }
                }
              }
            },
            "hash": {"type": "string", "pattern": "^0x[0-9a-f]{64}$"},
            "address": {"type": "string", "pattern": "^0x[0-9a-f]{40}$"},
            "wei": {"type": "string", "pattern": "^[0-9]+$"},
            "count": {"type": "integer", "minimum": 0},
            "failure": {
              "type": "object",
              "additionalProperties": false,
              "required": ["layer", "code"],
              "properties": {
                "layer": {"enum": ["reject", "revert", "halt", "invalid_block", "l2_failed", "timeout", "unavailable"]},
                "code": {"type": "string", "description": "Code of the layer, or the reason that a contract gave."}
              }
            },
            "reason": {
              "type": "object",
              "additionalProperties": false,
              "required": ["kind", "text"],
              "properties": {
                "kind": {
                  "enum": ["outcome", "assertion", "value", "unfinished", "invariant", "limit", "setup", "fault",
                           "alert", "diagnostic", "file", "other"]
                },
                "text": {"type": "string"},
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
                "subject": {"type": "string", "description": "The expression, the invariant, or the diagnostic's code."},
                "expected": {"type": "string", "description": "How the step had to end, as an author writes it."},
                "failures": {"type": "array", "items": {"$ref": "#/$defs/failure"}},
                "help": {"type": "string"}
              }
            },
            "scenario": {
              "type": "object",
              "additionalProperties": false,
              "required": ["name", "layers", "seed", "l1", "actors", "rollups"],
              "properties": {
                "name": {"type": "string"},
                "level": {"type": "integer", "minimum": 1, "maximum": 8},
                "layers": {"type": "array", "items": {"type": "string"}},
                "lesson": {"type": "string"},
                "seed": {"$ref": "#/$defs/count"},
                "l1": {"type": "string"},
                "actors": {"type": "array", "items": {"type": "string"}},
                "rollups": {"type": "array", "items": {"type": "string"}}
              }
            },
            "rollup": {
              "type": "object",
              "additionalProperties": false,
              "required": ["name", "preset"],
              "properties": {
                "name": {"type": "string"},
                "preset": {"type": "string"},
                "chainID": {"$ref": "#/$defs/count"},
                "l2GasLimit": {"$ref": "#/$defs/count"},
                "batch": {"type": "integer", "minimum": 1, "description": "Payments that a batch has places for."},
                "gasRule": {"type": "string"},
                "requestsPolicy": {"type": "string"},
                "challengeWindowSeconds": {"$ref": "#/$defs/count"},
                "trust": {"type": "string", "description": "Whom users trust beyond L1."},
                "verificationKey": {"type": "string"},
                "securityBits": {"$ref": "#/$defs/count"},
                "securityAssumptions": {"type": "string", "description": "The page that says what the bits rest on."}
              }
            },
            "gasTableRow": {
              "type": "object",
              "additionalProperties": false,
              "required": ["block", "l2GasUsed", "transactionCount", "payloadByteCount", "modes"],
              "properties": {
                "block": {"type": "string"},
                "l2GasUsed": {"$ref": "#/$defs/count"},
                "transactionCount": {"$ref": "#/$defs/count"},
                "payloadByteCount": {"$ref": "#/$defs/count"},
                "modes": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["mode", "provenance", "isCalldataFloor"],
                    "properties": {
                      "mode": {"type": "string"},
                      "provenance": {
                        "enum": ["real", "simulated", "defined"],
                        "description": "real: by a published rule; simulated: by a model; defined: by a rule of our own."
                      },
                      "l1GasUsed": {"$ref": "#/$defs/count"},
                      "isCalldataFloor": {"type": "boolean"},
                      "failure": {"type": "string"}
                    }
                  }
                }
              }
            },
            "invariant": {
              "type": "object",
              "additionalProperties": false,
              "required": ["name", "treatment", "checkCount"],
              "properties": {
                "name": {"type": "string"},
                "treatment": {"enum": ["enforce", "report", "expect_violation"]},
                "checkCount": {"$ref": "#/$defs/count"},
                "violation": {"$ref": "#/$defs/reason"}
              }
            },
            "alert": {
              "type": "object",
              "additionalProperties": false,
              "required": ["monitor", "rule", "rollup", "elapsedSeconds", "line", "saw"],
              "properties": {
                "monitor": {"type": "string"},
                "rule": {"enum": [\#(rules)]},
                "rollup": {"type": "string"},
                "elapsedSeconds": {"$ref": "#/$defs/count"},
                "line": {"type": "integer", "minimum": 1, "description": "The step by whose end it was raised."},
                "saw": {"type": "string"}
              }
            },
            "state": {
              "type": "object",
              "additionalProperties": false,
              "required": ["l1Head", "l1BaseFeeWei", "accounts", "rollups", "isCut"],
              "properties": {
                "l1Head": {"$ref": "#/$defs/count"},
                "l1BaseFeeWei": {"$ref": "#/$defs/wei"},
                "isCut": {"type": "boolean", "description": "There are more accounts than a sample holds."},
                "accounts": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name", "chain", "balanceWei", "nonce"],
                    "properties": {
                      "name": {"type": "string"},
                      "chain": {"type": "string"},
                      "balanceWei": {"$ref": "#/$defs/wei"},
                      "nonce": {"$ref": "#/$defs/count"}
                    }
                  }
                },
                "rollups": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name", "sequencedHead", "settledHead", "settledStateRoot", "escrowWei",
                                 "contractBalanceWei", "circulatingWei", "pendingDepositsWei",
                                 "unclaimedWithdrawalsWei"],
                    "properties": {
                      "name": {"type": "string"},
                      "sequencedHead": {"$ref": "#/$defs/count"},
                      "settledHead": {"$ref": "#/$defs/count"},
                      "settledStateRoot": {"$ref": "#/$defs/hash"},
                      "escrowWei": {"$ref": "#/$defs/wei"},
                      "contractBalanceWei": {"$ref": "#/$defs/wei"},
                      "circulatingWei": {"$ref": "#/$defs/wei"},
                      "pendingDepositsWei": {"$ref": "#/$defs/wei"},
                      "unclaimedWithdrawalsWei": {"$ref": "#/$defs/wei"}
                    }
                  }
                }
              }
            },

        """#

    private static let steps = #"""
            "step": {
              "type": "object",
              "additionalProperties": false,
              "required": ["line", "verb", "isHeading", "depth", "slot", "elapsedSeconds", "repetitions", "summary",
                           "isAsExpected", "failures", "assertions", "values", "proofs", "remarks", "problems",
                           "blocks", "transactions"],
              "properties": {
                "line": {"type": "integer", "minimum": 1},
                "verb": {"type": "string"},
                "id": {"type": "string"},
                "isHeading": {"type": "boolean"},
                "depth": {"$ref": "#/$defs/count"},
                "slot": {"$ref": "#/$defs/count"},
                "elapsedSeconds": {"$ref": "#/$defs/count"},
                "repetitions": {"type": "integer", "minimum": 1},
                "actor": {"type": "string"},
                "summary": {"type": "string"},
                "note": {"type": "string"},
                "gasUsed": {"$ref": "#/$defs/count"},
                "isAsExpected": {"type": "boolean"},
                "failures": {"type": "array", "items": {"$ref": "#/$defs/failure"}},
                "assertions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["expression", "line", "column", "holds", "explanation"],
                    "properties": {
                      "expression": {"type": "string"},
                      "line": {"type": "integer", "minimum": 1},
                      "column": {"type": "integer", "minimum": 1},
                      "holds": {"type": "boolean"},
                      "explanation": {"type": "string"}
                    }
                  }
                },
                "values": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["expression", "line", "column", "type", "text"],
                    "properties": {
                      "expression": {"type": "string"},
                      "line": {"type": "integer", "minimum": 1},
                      "column": {"type": "integer", "minimum": 1},
                      "type": {"type": "string"},
                      "text": {"type": "string"},
                      "baseUnits": {
                        "type": "string",
                        "pattern": "^-?[0-9]+(/[0-9]+)?$",
                        "description": "Exact number of wei, seconds, gas, bytes, blocks or ones."
                      }
                    }
                  }
                },
                "proofs": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["release", "byteCount", "isCached", "delivery"],
                    "properties": {
                      "release": {"type": "integer", "minimum": 1},
                      "byteCount": {"$ref": "#/$defs/count"},
                      "isCached": {"type": "boolean"},
                      "delivery": {"enum": ["sent", "damaged", "withheld"], "description": "What L1 gets of it."}
                    }
                  }
                },
                "remarks": {"type": "array", "items": {"type": "string"}},
                "problems": {"type": "array", "items": {"$ref": "#/$defs/reason"}},
                "blocks": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["rollup", "number", "hash", "gasUsed", "gasLimit", "transactionCount", "droppedCount",
                                 "anchorL1Block", "payloadByteCount"],
                    "properties": {
                      "rollup": {"type": "string"},
                      "number": {"$ref": "#/$defs/count"},
                      "hash": {"$ref": "#/$defs/hash"},
                      "gasUsed": {"$ref": "#/$defs/count"},
                      "gasLimit": {"$ref": "#/$defs/count"},
                      "transactionCount": {"$ref": "#/$defs/count"},
                      "droppedCount": {"$ref": "#/$defs/count"},
                      "anchorL1Block": {"$ref": "#/$defs/count"},
                      "payloadByteCount": {"$ref": "#/$defs/count"}
                    }
                  }
                },
                "transactions": {"type": "array", "items": {"$ref": "#/$defs/transaction"}},
                "changes": {"$ref": "#/$defs/state", "description": "What is different after the step."}
              }
            },
            "transaction": {
              "type": "object",
              "additionalProperties": false,
              "required": ["chain", "hash", "from", "valueWei", "blockNumber", "index", "status", "feeWei", "gas",
                           "executions"],
              "properties": {
                "chain": {"type": "string", "description": "l1, or l2(NAME)."},
                "hash": {"$ref": "#/$defs/hash"},
                "from": {"$ref": "#/$defs/address"},
                "fromName": {"type": "string"},
                "to": {"$ref": "#/$defs/address"},
                "toName": {"type": "string"},
                "valueWei": {"$ref": "#/$defs/wei"},
                "blockNumber": {"$ref": "#/$defs/count"},
                "index": {"$ref": "#/$defs/count"},
                "status": {"enum": ["success", "reverted", "halted"]},
                "failure": {"type": "string"},
                "feeWei": {"$ref": "#/$defs/wei"},
                "blobGas": {"$ref": "#/$defs/count"},
                "blobFeeWei": {"$ref": "#/$defs/wei"},
                "gas": {
                  "type": "object",
                  "description": "used = intrinsic + calldata + execution + execute + floorTopUp - refund",
                  "additionalProperties": false,
                  "required": ["limit", "used", "intrinsic", "calldata", "execution", "execute", "floorTopUp", "refund"],
                  "properties": {
                    "limit": {"$ref": "#/$defs/count"},
                    "used": {"$ref": "#/$defs/count"},
                    "intrinsic": {"$ref": "#/$defs/count"},
                    "calldata": {"$ref": "#/$defs/count"},
                    "execution": {"$ref": "#/$defs/count"},
                    "execute": {"$ref": "#/$defs/count"},
                    "floorTopUp": {"$ref": "#/$defs/count"},
                    "refund": {"$ref": "#/$defs/count"}
                  }
                },
                "executions": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["inputByteCount", "outcome", "workGas"],
                    "properties": {
                      "inputByteCount": {"$ref": "#/$defs/count"},
                      "outcome": {"enum": ["valid", "invalid_input", "out_of_gas", "validation_failed", "unproved"]},
                      "gasCharge": {"$ref": "#/$defs/count"},
                      "workGas": {"$ref": "#/$defs/count"},
                      "failure": {"type": "string"},
                      "blockNumber": {"$ref": "#/$defs/count"}
                    }
                  }
                }
              }
            },
            "event": {
              "oneOf": [
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["format", "event", "file", "scenario"],
                  "properties": {
                    "format": {"const": "rollupsim-report/1"},
                    "event": {"const": "begin"},
                    "file": {"type": "string"},
                    "scenario": {"$ref": "#/$defs/scenario"}
                  }
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["event", "file", "step"],
                  "properties": {
                    "event": {"const": "step"},
                    "file": {"type": "string"},
                    "step": {"$ref": "#/$defs/step"}
                  }
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["event", "matrix"],
                  "properties": {
                    "event": {"const": "matrix"},
                    "matrix": {"$ref": "#/$defs/matrix"}
                  }
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": ["event", "run"],
                  "properties": {
                    "event": {"const": "end"},
                    "run": {"$ref": "#/$defs/file"}
                  }
                }
              ]
            }
          }
        }

        """#
}
