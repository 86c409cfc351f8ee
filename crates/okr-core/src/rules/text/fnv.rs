//! The hash that finds words: FNV-1a, short and good for short texts. Nothing that is kept hangs on it.

/// Of bytes one after the other.
pub(super) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
