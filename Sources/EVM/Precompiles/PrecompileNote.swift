/// What a precompile from outside the EVM has to say of one of its runs, besides the outcome that the caller sees.
///
/// The EVM knows nothing of what is in it: tracers carry it beside the call to whoever knows the precompile. A note is
/// made only for a traced run and never influences execution. Bound to classes, so that Embedded Swift can hold one of
/// any kind.
public protocol PrecompileNote: AnyObject, Sendable {}
