//! Where computing happens: threads apart from those that carry messages, as many at once as the
//! machine can spare.

use std::sync::Arc;

use tokio::sync::Semaphore;

/// A bounded pool of blocking work.
#[derive(Clone, Debug)]
pub struct Pool(Arc<Semaphore>);

/// The work panicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panicked;

impl Default for Pool {
    /// One worker less than there are cores, so that typing is never starved.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))))
    }
}

impl Pool {
    /// Runs `work` when there is room. Work that has begun runs to its end and keeps its place even
    /// if nobody waits any longer, so it should poll a flag.
    ///
    /// # Errors
    /// [`Panicked`] when the work did.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Panicked> {
        let room = self.0.clone().acquire_owned().await.expect("the semaphore is never closed");
        let work = move || {
            let _room = room;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Panicked)
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_told_and_leaves_the_pool_working() {
        let pool = Pool::default();
        for _ in 0..8 {
            assert_eq!(pool.run(|| -> u8 { panic!("a test's panic") }).await, Err(Panicked));
        }
        assert_eq!(pool.run(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_any_more_keeps_its_place() {
        let pool = Pool(Arc::new(Semaphore::new(1)));
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let given_up = pool.run(move || ended.recv()).now_or_never();
        assert!(given_up.is_none(), "it has begun and was dropped");
        assert!(pool.run(|| 1).now_or_never().is_none());
        assert_eq!(pool.0.available_permits(), 0);
        end.send(()).unwrap();
        assert_eq!(pool.run(|| 2).await, Ok(2));
    }
}
