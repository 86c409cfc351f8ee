//! How far two runs of bytes agree, from their starts and from their ends: what is the same between two
//! versions of a tree or of a sheet. What the rest in the middle means is for their readers to say.

/// Bytes compared at a time.
const STRIDE: usize = 256;

/// How many bytes both begin with.
pub(crate) fn from_start(a: &[u8], b: &[u8]) -> usize {
    let strides = a.chunks_exact(STRIDE).zip(b.chunks_exact(STRIDE));
    let at = STRIDE * strides.take_while(|(a, b)| a == b).count();
    at + a[at..].iter().zip(&b[at..]).take_while(|(a, b)| a == b).count()
}

/// How many bytes both end with. It may overlap what they begin with.
pub(crate) fn from_end(a: &[u8], b: &[u8]) -> usize {
    let strides = a.rchunks_exact(STRIDE).zip(b.rchunks_exact(STRIDE));
    let at = STRIDE * strides.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - at], &b[..b.len() - at]);
    at + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same byte `same` times before or behind a byte in which the two differ.
    #[test]
    fn agreement_ends_at_the_first_byte_that_differs() {
        for same in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE] {
            let run = vec![b'x'; same];
            let (a, b) = ([&run[..], b"ab"].concat(), [&run[..], b"c"].concat());
            assert_eq!(from_start(&a, &b), same);
            let (a, b) = ([b"ab", &run[..]].concat(), [b"c", &run[..]].concat());
            assert_eq!(from_end(&a, &b), same);
            assert_eq!((from_start(&run, &run), from_end(&run, &run)), (same, same));
        }
    }
}
