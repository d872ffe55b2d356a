//! The averaged perceptron while it learns, and the seeded random numbers that order its examples.

use attest_ls::text::perceptron::Perceptron;

/// SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014): small, seeded, the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() % limit as u64) as usize }
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// Weights, their sums over time, and when each row was last brought up to date.
pub struct Learner<const LANES: usize> {
    weights: Vec<[f32; LANES]>,
    sums: Vec<[f64; LANES]>,
    since: Vec<[u32; LANES]>,
    /// How many updates have touched a row; rare rows are dropped.
    touched: Vec<u32>,
    clock: u32,
}

impl<const LANES: usize> Learner<LANES> {
    pub fn new(bits: u32) -> Self {
        let size = 1 << bits;
        Self {
            weights: vec![[0.0; LANES]; size],
            sums: vec![[0.0; LANES]; size],
            since: vec![[0; LANES]; size],
            touched: vec![0; size],
            clock: 1,
        }
    }

    fn slot(&self, feature: u32) -> usize {
        feature as usize & (self.weights.len() - 1)
    }

    pub fn scores(&self, features: &[u32]) -> [f32; LANES] {
        let mut scores = [0.0; LANES];
        for feature in features {
            for (score, weight) in scores.iter_mut().zip(&self.weights[self.slot(*feature)]) {
                *score += weight;
            }
        }
        scores
    }

    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// Moves the weights towards `right` and away from `wrong`.
    pub fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        for feature in features {
            let slot = self.slot(*feature);
            self.touched[slot] += 1;
            for (lane, by) in [(right, 1.0), (wrong, -1.0)] {
                let age = f64::from(self.clock - self.since[slot][lane]);
                self.sums[slot][lane] += age * f64::from(self.weights[slot][lane]);
                self.since[slot][lane] = self.clock;
                self.weights[slot][lane] += by;
            }
        }
    }

    /// Goes on from the averages so far as if they were the first weights.
    pub fn restart(&mut self) {
        for slot in 0..self.weights.len() {
            for lane in 0..LANES {
                self.weights[slot][lane] = self.average(slot, lane) as f32;
                self.sums[slot][lane] = 0.0;
                self.since[slot][lane] = 0;
            }
        }
        self.clock = 1;
    }

    fn average(&self, slot: usize, lane: usize) -> f64 {
        let age = f64::from(self.clock - self.since[slot][lane]);
        (self.sums[slot][lane] + age * f64::from(self.weights[slot][lane])) / f64::from(self.clock)
    }

    /// The averaged weights in one byte each. Rows that fewer than `least` updates touched are dropped,
    /// weights that round to less than `floor` are dropped, and the scale is such that `share` of the
    /// weights fit without clipping.
    pub fn finish(&self, least: u32, floor: i8, share: f64) -> Perceptron<LANES> {
        let kept: Vec<usize> = (0..self.weights.len()).filter(|slot| self.touched[*slot] >= least).collect();
        let mut sizes: Vec<f64> = kept
            .iter()
            .flat_map(|slot| (0..LANES).map(move |lane| self.average(*slot, lane).abs()))
            .filter(|size| *size > 0.0)
            .collect();
        sizes.sort_by(f64::total_cmp);
        let at = ((sizes.len() as f64 * share) as usize).min(sizes.len().saturating_sub(1));
        let scale = 127.0 / sizes.get(at).copied().unwrap_or(1.0).max(1e-9);
        let mut rows = vec![[0_i8; LANES]; self.weights.len()];
        for slot in kept {
            for lane in 0..LANES {
                let weight = (self.average(slot, lane) * scale).round().clamp(-127.0, 127.0) as i8;
                rows[slot][lane] = if weight.abs() < floor { 0 } else { weight };
            }
        }
        Perceptron::new(rows)
    }
}
