//! Did-you-mean: the known name nearest to an unknown one.

/// Returns the known name that is nearest to `name`, if it is near enough to be meant.
///
/// Near enough: no more than a third of the characters differ, or one name contains the other.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let scored = known
        .into_iter()
        .map(|candidate| (score(name, candidate), candidate));
    let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 >= 0.66).then_some(best.1)
}

/// Returns true where one of `names` is `id`, or names nothing known and means it.
///
/// What is mistyped is told where it stands: that `id` is named nowhere need not be said, too.
pub fn is_named<'k>(
    id: &str,
    mut names: impl Iterator<Item = &'k str> + Clone,
    known: &(impl Iterator<Item = &'k str> + Clone),
) -> bool {
    let is_known = |name: &str| known.clone().any(|known| known == name);
    names.clone().any(|name| name == id)
        || names.any(|name| !is_known(name) && nearest(name, known.clone()) == Some(id))
}

fn score(name: &str, candidate: &str) -> f64 {
    let alike = strsim::normalized_damerau_levenshtein(name, candidate);
    let inside = name.len() >= 4 && (candidate.contains(name) || name.contains(candidate));
    if inside && candidate.len() >= 4 {
        alike.max(0.66)
    } else {
        alike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_name_means_the_nearest() {
        let known = ["land-approval", "house-aid"].into_iter();
        let named = |name| is_named("land-approval", [name].into_iter(), &known);
        assert!(named("land-approval") && named("land-aproval"));
        assert!(!named("house-aid") && !named("pension"));
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let known = ["handler", "holders", "office"];
        assert_eq!(nearest("handlr", known), Some("handler"));
        assert_eq!(nearest("ofice", known), Some("office"));
        assert_eq!(nearest("price", known), None);
    }

    #[test]
    fn a_part_of_a_name_is_recognised() {
        assert_eq!(
            nearest("justice", ["township-justice", "court"]),
            Some("township-justice")
        );
    }
}
