//! The threads that work on the lists.

use std::sync::Once;
use std::thread;

/// Starts them, where they have not been started: as many as there are processors, the program's
/// first thread among them, so that none only waits.
///
/// It is called just before there is work for all: a thread that has gone to sleep takes its time to
/// get up. Where it is not called, they start when they are first needed.
pub fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        // Any other thread may end before its work does.
        if thread::current().name() == Some("main") {
            let pool = rayon::ThreadPoolBuilder::new().use_current_thread();
            // Where that fails, they start when they are first needed.
            let _ = pool.build_global();
        }
    });
}
