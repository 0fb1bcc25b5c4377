//! The scenarios that are part of the program. Must not read them: that is the file layer's.

/// A scenario that needs no file.
pub(super) struct Builtin {
    /// What it is called on the command line.
    pub(super) name: &'static str,
    /// Its file.
    pub(super) text: &'static str,
}

/// All of them; the first is shown when none is asked for.
pub(super) const BUILTINS: [Builtin; 1] = [Builtin {
    name: "amazon-2025",
    text: include_str!("../../scenarios/amazon-2025.ron"),
}];

/// The one called `name`.
pub(super) fn named(name: &str) -> Option<&'static Builtin> {
    BUILTINS.iter().find(|builtin| builtin.name == name)
}

/// The name nearest to `wanted`, if it may have been meant.
pub(super) fn nearest(wanted: &str) -> Option<&'static str> {
    /// Half of a name, or a few slips in the whole of it.
    const NEAR: f64 = 0.8;
    let wanted = wanted.trim_end_matches(".ron").to_lowercase();
    // Comparing takes the square of the length.
    if wanted.len() > 100 {
        return None;
    }
    let nearness = |name: &str| strsim::jaro_winkler(&wanted, name);
    BUILTINS
        .iter()
        .map(|builtin| (nearness(builtin.name), builtin.name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|&(nearness, _)| nearness >= NEAR)
        .map(|(_, name)| name)
}
