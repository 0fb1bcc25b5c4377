//! A value that is kept together with the key it was computed for.
//!
//! Nothing here is ever invalidated: a value is found only by an equal key, so whoever asks states
//! everything that the value depends on.

use std::cell::OnceCell;

/// Values by the keys they were computed for, oldest first.
#[derive(Clone, Debug)]
pub(super) struct Cache<K, V>(OnceCell<Box<Entry<K, V>>>);

#[derive(Clone, Debug)]
struct Entry<K, V> {
    key: K,
    value: V,
    next: Cache<K, V>,
}

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<K: PartialEq, V> Cache<K, V> {
    /// Returns the value for `key`; `compute` is called when there is none yet.
    pub(super) fn get(&self, key: K, compute: impl FnOnce() -> V) -> &V {
        self.get_after(key, |_| compute())
    }

    /// Returns the value for `key`; `compute` gets the newest value of another key to start from.
    pub(super) fn get_after(&self, key: K, compute: impl FnOnce(Option<&V>) -> V) -> &V {
        let mut newest = None;
        let mut end = self;
        while let Some(entry) = end.0.get() {
            if entry.key == key {
                return &entry.value;
            }
            newest = Some(&entry.value);
            end = &entry.next;
        }
        let value = compute(newest);
        while let Some(entry) = end.0.get() {
            end = &entry.next;
        }
        let next = Self::default();
        let entry = end.0.get_or_init(|| Box::new(Entry { key, value, next }));
        &entry.value
    }

    /// Frees all values but the newest.
    pub(super) fn trim(&mut self) {
        while let Some(next) = self
            .0
            .get_mut()
            .map(|entry| std::mem::take(&mut entry.next))
        {
            if next.0.get().is_none() {
                return;
            }
            *self = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_key_alone_and_the_newest_outlives_a_trim() {
        let mut cache: Cache<u8, String> = Cache::default();
        let number = |key: u8| move || key.to_string();
        assert_eq!(cache.get(1, number(1)), "1");
        assert_eq!(cache.get(2, number(2)), "2");
        assert_eq!(cache.get(1, || unreachable!()), "1");
        let after = |newest: Option<&String>| format!("{newest:?}, 3");
        assert_eq!(cache.get_after(3, after), "Some(\"2\"), 3");
        cache.trim();
        assert_eq!(cache.get(3, || unreachable!()), "Some(\"2\"), 3");
        assert_eq!(cache.get(1, || "anew".into()), "anew");
        Cache::<u8, u8>::default().trim();
    }
}
