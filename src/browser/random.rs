//! Random bits, which names are drawn from.

/// 64 of them, from the browser's generator for cryptography.
pub fn bits() -> u64 {
    let mut bytes = [0; 8];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u64::from_le_bytes(bytes)
}
