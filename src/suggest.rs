//! Did-you-mean: the known name nearest to an unknown one.

/// How alike two names are at the least where the one may mean the other.
const NEAR: f64 = 0.66;

/// Returns the known name that is nearest to `name`, if it is near enough to be meant.
///
/// Near enough: no more than a third of the characters differ, or one name contains the other.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let scored = known
        .into_iter()
        .map(|candidate| (score(name, candidate), candidate));
    let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    (best.0 >= NEAR).then_some(best.1)
}

/// Returns the known name that is near enough to `name` to be meant, if no other one is.
pub fn only<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let mut near = known
        .into_iter()
        .filter(|candidate| score(name, candidate) >= NEAR);
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
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
        alike.max(NEAR)
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
    fn only_one_near_name_is_an_answer() {
        assert_eq!(only("ofice", ["office", "handler"]), Some("office"));
        assert_eq!(only("step-1", ["step-2", "step-3"]), None);
        assert_eq!(only("price", ["office"]), None);
    }

    #[test]
    fn a_part_of_a_name_is_recognised() {
        assert_eq!(
            nearest("justice", ["township-justice", "court"]),
            Some("township-justice")
        );
    }
}
