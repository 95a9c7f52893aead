//! What features keep in memory of what is in rows, so that a page need not read it again.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// One value of each type, shared by every handle of this application in this process. Another
/// process has its own: whoever keeps something here asks the rows whether it still holds.
#[derive(Clone, Default)]
pub struct Kept(Arc<RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl Kept {
    /// The value of this type, if there is one.
    pub fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let map = self.0.read().unwrap_or_else(PoisonError::into_inner);
        map.get(&TypeId::of::<T>()).cloned().and_then(|any| any.downcast().ok())
    }

    /// Puts one in the place of the value of this type.
    pub fn put<T: Any + Send + Sync>(&self, value: T) {
        let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
        map.insert(TypeId::of::<T>(), Arc::new(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_share_what_is_kept_and_types_do_not_mix() {
        let kept = Kept::default();
        let other = kept.clone();
        kept.put(7_i64);
        kept.put("seven");
        assert_eq!(other.get::<i64>().as_deref(), Some(&7));
        other.put(8_i64);
        assert_eq!(kept.get::<i64>().as_deref(), Some(&8));
        assert!(kept.get::<u8>().is_none());
    }
}
