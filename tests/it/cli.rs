//! Runs every console block of the READMEs and of the transcripts in `tests/cmd/`.
//!
//! `TRYCMD=overwrite cargo test --test it cli` rewrites the expected output: read that diff like code.

#[test]
fn readme_and_transcripts_hold() {
    trycmd::TestCases::new()
        .env("QINGDAN_LISTS", "")
        .env("QINGDAN_VILLAGE", "")
        .case("README.md")
        .case("README.zh-CN.md")
        .case("tests/cmd/*.md");
}
