//! The context: what the names in the file stand for.

use serde_json::{Map, Value, json};

/// The vocabularies.
const PREFIXES: [(&str, &str); 12] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("cpsv", "http://purl.org/vocab/cpsv#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("atu", "http://data.europa.eu/88u/dataset/"),
];

/// The classes, and the properties that lead to values without a language.
const TERMS: [(&str, &str); 19] = [
    ("AdministrativeTerritorialUnit", "atu:atu-type"),
    ("Agent", "foaf:Agent"),
    ("Channel", "cv:Channel"),
    ("Concept", "skos:Concept"),
    ("ContactPoint", "cv:ContactPoint"),
    ("Cost", "cv:Cost"),
    ("Dataset", "dcat:Dataset"),
    ("Evidence", "cv:Evidence"),
    ("LegalResource", "eli:LegalResource"),
    ("LinguisticSystem", "dct:LinguisticSystem"),
    ("Location", "dct:Location"),
    ("Organization", "org:Organization"),
    ("Output", "cv:Output"),
    ("PublicOrganisation", "cv:PublicOrganisation"),
    ("PublicService", "cpsv:PublicService"),
    ("Requirement", "cv:Requirement"),
    ("Rule", "cpsv:Rule"),
    ("TemporalEntity", "time:TemporalEntity"),
    ("identifier", "dct:identifier"),
];

/// The properties that lead to other things, or to texts without a language.
const LINKS: [(&str, &str); 20] = [
    ("contactPoint", "cv:contactPoint"),
    ("currency", "cv:currency"),
    ("follows", "cpsv:follows"),
    ("hasChannel", "cv:hasChannel"),
    ("hasCompetentAuthority", "cv:hasCompetentAuthority"),
    ("hasCost", "cv:hasCost"),
    ("hasInput", "cpsv:hasInput"),
    ("hasLegalResource", "cv:hasLegalResource"),
    ("hasPart", "dct:hasPart"),
    ("holdsRequirement", "cv:holdsRequirement"),
    ("implements", "cpsv:implements"),
    ("isClassifiedBy", "cv:isClassifiedBy"),
    ("language", "dct:language"),
    ("openingHours", "cv:openingHours"),
    ("ownedBy", "cv:ownedBy"),
    ("produces", "cpsv:produces"),
    ("publisher", "dct:publisher"),
    ("spatial", "dct:spatial"),
    ("status", "adms:status"),
    ("telephone", "cv:telephone"),
];

/// Returns the context.
pub(super) fn context() -> Value {
    let mut context = Map::new();
    for (name, iri) in PREFIXES.into_iter().chain(TERMS).chain(LINKS) {
        context.insert(name.to_owned(), json!(iri));
    }
    for (name, iri) in [
        ("title", "dct:title"),
        ("description", "dct:description"),
        ("prefLabel", "skos:prefLabel"),
    ] {
        context.insert(
            name.to_owned(),
            json!({ "@id": iri, "@container": "@language" }),
        );
    }
    for (name, iri, kind) in [
        ("hasValue", "cv:hasValue", "xsd:double"),
        ("processingTime", "cv:processingTime", "xsd:duration"),
    ] {
        context.insert(name.to_owned(), json!({ "@id": iri, "@type": kind }));
    }
    Value::Object(context)
}
