/// JSON Schema (draft 2020-12) of `ComparisonDocument`.
package enum ComparisonSchema {
    /// The schema, ending in a line break.
    package static let text = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:rollupsim:gas:1",
          "title": "rollupsim-gas/1",
          "description": "What it costs L1 to settle L2 blocks, by mode and size. Absent members do not apply. Amounts in wei are decimal digits in strings; gas, times and counts are numbers. Quotients are rounded down.",
          "type": "object",
          "additionalProperties": false,
          "required": ["format", "workload", "seed", "l2GasLimit", "cadenceSeconds", "baseFeeWei", "blobBaseFeeWei",
                       "forks", "published", "notes"],
          "properties": {
            "format": {"const": "rollupsim-gas/1"},
            "workload": {"enum": ["transfers", "tokens", "swaps", "mixed"]},
            "seed": {"$ref": "#/$defs/count"},
            "l2GasLimit": {"$ref": "#/$defs/count"},
            "cadenceSeconds": {"type": "integer", "minimum": 1},
            "baseFeeWei": {"$ref": "#/$defs/wei"},
            "blobBaseFeeWei": {"$ref": "#/$defs/wei"},
            "forks": {"type": "array", "items": {"$ref": "#/$defs/fork"}},
            "published": {"type": "array", "items": {"$ref": "#/$defs/published"}},
            "notes": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["id", "text"],
                "properties": {"id": {"type": "string"}, "text": {"type": "string"}}
              }
            }
          },
          "$defs": {
            "hash": {"type": "string", "pattern": "^0x[0-9a-f]{64}$"},
            "wei": {"type": "string", "pattern": "^[0-9]+$"},
            "count": {"type": "integer", "minimum": 0},
            "statement": {
              "enum": ["l2_block", "payments_circuit", "unchallenged_claim", "foreign_proof"],
              "description": "What is established; rows of different statements are not prices of one thing."
            },
            "fork": {
              "type": "object",
              "additionalProperties": false,
              "required": ["fork", "hasRules", "rows", "breakEvens"],
              "properties": {
                "fork": {"type": "string"},
                "hasRules": {"type": "boolean", "description": "False: its rules are not here, and nothing ran."},
                "rows": {"type": "array", "items": {"$ref": "#/$defs/row"}},
                "breakEvens": {"type": "array", "items": {"$ref": "#/$defs/breakEven"}}
              }
            },
            "row": {
              "type": "object",
              "additionalProperties": false,
              "required": ["mode", "statement", "provenance", "notes", "outcome"],
              "properties": {
                "mode": {"type": "string"},
                "statement": {"$ref": "#/$defs/statement"},
                "dataAvailability": {
                  "enum": ["calldata", "blob"],
                  "description": "Where the L2 transactions are published. Absent: they are not."
                },
                "provenance": {
                  "enum": ["real", "simulated", "defined"],
                  "description": "defined: by a rule of our own; simulated: by a model."
                },
                "notes": {"type": "array", "items": {"type": "string"}},
                "l2Transactions": {"type": "integer", "minimum": 1, "description": "Absent: verification only."},
                "outcome": {"enum": ["measured", "over_cap", "not_provable_here"]},
                "reason": {"type": "string"},
                "l2GasUsed": {"$ref": "#/$defs/count"},
                "l1Transactions": {"type": "array", "items": {"$ref": "#/$defs/l1Transaction"}},
                "gas": {"$ref": "#/$defs/count"},
                "blobGas": {"$ref": "#/$defs/count"},
                "gasPerL2Transaction": {"$ref": "#/$defs/count"},
                "gasPerHour": {"$ref": "#/$defs/count"},
                "wei": {"$ref": "#/$defs/wei"},
                "weiPerHour": {"$ref": "#/$defs/wei"},
                "weiPerL2Transaction": {"$ref": "#/$defs/wei"}
              },
              "if": {"properties": {"outcome": {"const": "measured"}}},
              "then": {"required": ["l1Transactions", "gas", "blobGas", "gasPerHour", "wei", "weiPerHour"]}
            },
            "l1Transaction": {
              "type": "object",
              "additionalProperties": false,
              "required": ["label", "hash", "blockNumber", "calldataByteCount", "gas", "isFloor", "blobGas"],
              "properties": {
                "label": {"type": "string"},
                "hash": {"$ref": "#/$defs/hash"},
                "blockNumber": {"$ref": "#/$defs/count"},
                "calldataByteCount": {"$ref": "#/$defs/count"},
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
                "isFloor": {"type": "boolean", "description": "Whether the calldata floor (EIP-7623) decides."},
                "blobGas": {"$ref": "#/$defs/count"}
              }
            },
            "side": {
              "type": "object",
              "additionalProperties": false,
              "required": ["mode", "statement"],
              "properties": {"mode": {"type": "string"}, "statement": {"$ref": "#/$defs/statement"}}
            },
            "breakEven": {
              "type": "object",
              "description": "Costs cross between two neighbouring measured sizes. The place between them is interpolated linearly, in tenths of a transaction.",
              "additionalProperties": false,
              "required": ["cheaperBelow", "cheaperAbove", "lowerL2Transactions", "upperL2Transactions",
                           "interpolatedTenths"],
              "properties": {
                "cheaperBelow": {"$ref": "#/$defs/side"},
                "cheaperAbove": {"$ref": "#/$defs/side"},
                "lowerL2Transactions": {"$ref": "#/$defs/count"},
                "upperL2Transactions": {"$ref": "#/$defs/count"},
                "interpolatedTenths": {"$ref": "#/$defs/count"}
              }
            },
            "published": {
              "type": "object",
              "description": "Measured and published by others.",
              "additionalProperties": false,
              "required": ["name", "leastGas", "mostGas", "blobGas", "stateGas", "source"],
              "properties": {
                "name": {"type": "string"},
                "leastGas": {"$ref": "#/$defs/count"},
                "mostGas": {"$ref": "#/$defs/count"},
                "blobGas": {"$ref": "#/$defs/count"},
                "stateGas": {"$ref": "#/$defs/count"},
                "source": {"type": "string"}
              }
            }
          }
        }

        """#
}
