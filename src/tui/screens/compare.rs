//! Compare: every plan side by side, all editable.

pub(crate) mod cuts;
pub(crate) mod head_to_head;
pub(crate) mod other_plans;
pub(crate) mod plans;
pub(crate) mod ranking;
