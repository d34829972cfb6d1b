import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the threads of a pool wait for work, take chunks of it, and report.
final class ThreadPoolGate: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let turn = Mutex(())
  /// How often a worker looks for the next job before it sleeps.
  private let looks: Int

  /// Counts the jobs; a worker that sees it change looks for work. Changed under the mutex, read without.
  private let generation = Atomic<Int>(0)
  /// The next chunk of the job to hand out, in the low half; the job's number in the high half, so that a worker that comes
  /// late cannot take a chunk of the next job for one of its own.
  private let ticket = Atomic<UInt64>(0)
  private let finished = Atomic<Int>(0)
  private var isClosed = false
  private var job: Job?

  private struct Job {
    var number: UInt64
    var chunks: Int
    /// Lent by the caller of `share`, not owned: a worker that comes late may still hold the job when `share` has returned.
    var body: UnsafePointer<@Sendable (Int) -> Void>

    /// Never inlined, so that whatever the call holds of the body is let go before the chunk counts as finished.
    @inline(never)
    func run(_ chunk: Int) {
      body.pointee(chunk)
    }
  }

  /// Workers of a gate that `isCrowded` sleep at once: they would take the processor from those that work.
  init(isCrowded: Bool) {
    looks = isCrowded ? 0 : 50_000
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Hands out a job, works on it too, and waits until every chunk is done.
  func share(_ chunks: Int, _ body: UnsafePointer<@Sendable (Int) -> Void>) {
    turn.withLock { _ in
      pthread_mutex_lock(mutex)
      let number = UInt64(generation.load(ordering: .relaxed) + 1)
      let job = Job(number: number, chunks: chunks, body: body)
      self.job = job
      finished.store(0, ordering: .relaxed)
      ticket.store(number << 32, ordering: .releasing)
      generation.store(Int(number), ordering: .releasing)
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)

      take(job)
      var spins = 0
      while finished.load(ordering: .acquiring) < chunks {
        spins += 1
        if spins > 2000 { sched_yield() }
      }
      pthread_mutex_lock(mutex)
      self.job = nil
      pthread_mutex_unlock(mutex)
    }
  }

  /// The life of a worker: waits for jobs until the gate closes.
  func work() {
    var seen = 0
    while true {
      // Between two steps of a batch the next job comes sooner than the kernel could wake a sleeper.
      var spins = 0
      while generation.load(ordering: .acquiring) == seen && spins < looks { spins += 1 }
      pthread_mutex_lock(mutex)
      while generation.load(ordering: .relaxed) == seen && !isClosed { pthread_cond_wait(condition, mutex) }
      seen = generation.load(ordering: .relaxed)
      let current = job
      let closed = isClosed
      pthread_mutex_unlock(mutex)
      if closed { return }
      if let current { take(current) }
    }
  }

  func close() {
    pthread_mutex_lock(mutex)
    isClosed = true
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  private func take(_ job: Job) {
    while true {
      let current = ticket.load(ordering: .acquiring)
      guard current >> 32 == job.number & 0xFFFF_FFFF else { return }
      let chunk = Int(current & 0xFFFF_FFFF)
      guard chunk < job.chunks else { return }
      guard ticket.compareExchange(expected: current, desired: current + 1, ordering: .acquiringAndReleasing).exchanged
      else { continue }
      job.run(chunk)
      finished.add(1, ordering: .releasing)
    }
  }
}
