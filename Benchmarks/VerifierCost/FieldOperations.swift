/// The contract that prices are measured with.
enum FieldOperations {}
