//! The query of an address, `?key=value&…`, as forms write it (URL standard, "application/x-www-form-urlencoded").

/// The pairs of a query, with or without its question mark, decoded. Anything is read: a bad escape stands for itself.
pub fn parse(query: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(query.strip_prefix('?').unwrap_or(query).as_bytes())
}

/// The query with those pairs and its question mark; empty where there is none.
pub fn write(pairs: &[(&str, String)]) -> String {
    if pairs.is_empty() {
        return String::new();
    }
    let query = form_urlencoded::Serializer::for_suffix("?".to_owned(), 1).extend_pairs(pairs).finish();
    // A comma is safe in a query (RFC 3986, section 3.4), and parts a list that people read.
    query.replace("%2C", ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lists_stay_readable() {
        for (value, expected) in [
            ("senior,lead", "?key=senior,lead"),
            ("a & b", "?key=a+%26+b"),
            ("%2C", "?key=%252C"),
            ("é*-._~", "?key=%C3%A9*-._%7E"),
        ] {
            assert_eq!(write(&[("key", value.to_owned())]), expected);
        }
        assert_eq!(write(&[]), "");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(values in proptest::collection::vec(".*", 0..4)) {
            let pairs: Vec<_> = values.into_iter().map(|value| ("key", value)).collect();
            let query = write(&pairs);
            let read: Vec<_> = parse(&query).into_owned().collect();
            let pairs: Vec<_> = pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            prop_assert_eq!(read, pairs);
        }
    }
}
