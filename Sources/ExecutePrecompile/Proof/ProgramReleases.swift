/// The releases of the guest program that this software ships with: how many there are.
///
/// Whoever makes their keys (`GuestReleases`) and whoever reads a scenario that names one take the number from here.
public enum ProgramReleases {
    /// Numbers of the releases, from 1.
    public static let numbers = 1...2
}
