#include "tests/simulation/simulation.hpp"

#include "pipeline/catalog/journal.hpp"
#include "pipeline/paced_source.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/settle_jobs.hpp"
#include "testing/manual_clock.hpp"
#include "tests/simulation/simulated_source.hpp"
#include "tests/simulation/simulated_worker.hpp"
#include "tests/simulation/virtual_pacer.hpp"

#include <deque>
#include <memory>
#include <stdexcept>
#include <utility>

namespace pixferry {
namespace {

constexpr int kLookPercent = 6;
constexpr int kRoundsMax = 1000;
constexpr int kIdleSecondsMax = 1200;
constexpr std::chrono::milliseconds kAct{300};

void empty(Database& catalog) {
  auto transaction = catalog.begin(Context{}, Access::write);
  if (!transaction) throw std::runtime_error{transaction.error().message};
  for (const auto* table : {"file", "folder", "image_bucket", "image_total", "image", "blob", "job",
                            "sqlite_sequence"}) {
    const auto emptied = (*transaction)->query(std::string{"DELETE FROM pixferry."} + table, {});
    if (!emptied) throw std::runtime_error{emptied.error().message};
  }
  if (auto done = (*transaction)->commit(); !done) throw std::runtime_error{done.error().message};
}

class Simulation {
 public:
  Simulation(Database& catalog, const SimulationPlan& plan);
  std::vector<std::string> run();

 private:
  void set_faults(bool faults);
  void act();
  void act_meanwhile();
  void act_of_nature(SimulatedWorker& worker);
  void cut_power();
  void restart();
  void act_as_user();
  void disturb_queue();
  void start_job();
  void come_to_an_end();
  bool all_jobs_ended();
  bool is_idle() const;
  std::vector<std::string> violations();
  void retry_all();

  Dice dice_;
  bool faults_;
  SourceTree tree_{grow_tree(dice_)};
  Limits limits_;
  ManualClock clock_;
  SpoolRoom spools_;
  FaultyDatabase database_;
  Ledger ledger_{database_, clock_, limits_};
  Journal journal_{database_, clock_};
  SimulatedSource source_{tree_, dice_, clock_};
  VirtualPacer pacer_{clock_};
  PacedSource paced_source_{source_, pacer_, PacedSource::kGoogleDriveCosts};
  std::unique_ptr<MemoryStore> store_;
  LocalQueue queue_{clock_};
  LocalFeed feed_{clock_};
  Witness witness_;
  RetryPolicy retry_{dice_, limits_};
  SourceFinder find_source_ = [this](SourceKind) -> SourceProvider& { return paced_source_; };
  ListFolder list_folder_{{find_source_, ledger_, queue_, feed_, retry_}};
  ImportImage import_image_{{find_source_, *store_, spools_, Secret{"a secret"}, retry_, limits_}};
  SettleJobs settle_jobs_{{ledger_, queue_, feed_}};
  std::deque<SimulatedWorker> workers_;
  std::vector<JobId> jobs_;
  bool is_meanwhile_ = false;
};

Simulation::Simulation(Database& catalog, const SimulationPlan& plan)
    : dice_(plan.seed),
      faults_(plan.faults),
      database_(catalog, dice_),
      store_(plan.mutation.row_before_object ? std::make_unique<LateStore>(dice_)
                                             : std::make_unique<MemoryStore>(dice_)),
      witness_({catalog, ledger_, *store_, tree_, limits_, clock_}) {
  limits_.attempts_max = dice_.chance(50) ? 2 : dice_.between(3, 8);
  database_.rewrites = plan.mutation.rewrites;
  database_.cursor_apart = plan.mutation.cursor_before_rows;
  source_.meanwhile = [this] { act_meanwhile(); };
  const auto import = [this](const Context& context, const FileLease& lease) {
    return import_image_.run(context, lease);
  };
  for (int count = dice_.between(1, 4); count > 0; --count) {
    workers_.emplace_back(SimulatedWorker::Parts{dice_, ledger_, queue_, list_folder_, import,
                                                 feed_, limits_, witness_});
  }
}

std::vector<std::string> Simulation::run() {
  start_job();
  set_faults(faults_);
  for (int action = dice_.between(30, 150); action > 0; --action) {
    act();
    if (dice_.chance(kLookPercent)) witness_.look();
  }
  set_faults(false);
  come_to_an_end();
  witness_.judge(!faults_);
  if (!faults_) return violations();
  retry_all();
  witness_.judge(true);
  return violations();
}

std::vector<std::string> Simulation::violations() {
  if (source_.calls_in_pause() > 0) witness_.complain("the source was asked while it paused");
  for (const auto& refusal : database_.refusals()) {
    witness_.complain("the catalog refused a row: " + refusal);
  }
  return witness_.violations();
}

void Simulation::set_faults(bool faults) {
  database_.faults = source_.faults = store_->faults = faults;
}

void Simulation::act() {
  const int what = dice_.below(100);
  auto& worker = dice_.pick(workers_);
  if (what < 70) {
    worker.act();
  } else if (what < 78) {
    witness_.settle(settle_jobs_);
    store_->catch_up();
  } else if (what < 87 || !faults_) {
    clock_.advance(std::chrono::milliseconds{dice_.between(1, 5000)});
  } else if (what < 95) {
    act_of_nature(worker);
  } else {
    act_as_user();
  }
}

void Simulation::act_of_nature(SimulatedWorker& worker) {
  switch (dice_.below(9)) {
    case 0:
    case 1: clock_.advance(limits_.lease + std::chrono::milliseconds{dice_.below(30'000)}); break;
    case 2:
    case 3: cut_power(); break;
    case 4:
      worker.die();
      store_->crash();
      break;
    case 5: restart(); break;
    case 6: disturb_queue(); break;
    default: worker.misbehave();
  }
}

void Simulation::cut_power() {
  for (auto& worker : workers_) worker.die();
  store_->crash();
  clock_.advance(limits_.lease);
  (void)queue_.push({dice_.pick(jobs_), dice_.chance(50) ? WorkKind::listing : WorkKind::files});
}

void Simulation::act_meanwhile() {
  if (std::exchange(is_meanwhile_, true)) return;
  for (int more = dice_.between(1, 12); more > 0; --more) act();
  is_meanwhile_ = false;
}

void Simulation::restart() {
  // One that lives on, or is in the middle of a call, holds tokens that are worth nothing any more.
  for (auto& worker : workers_) {
    if (dice_.chance(60)) worker.die();
  }
  store_->crash();
  witness_.release_leases();
}

void Simulation::act_as_user() {
  const auto& job = dice_.pick(jobs_);
  switch (dice_.below(7)) {
    case 0: (void)ledger_.cancel(Context{}, kDefaultOwner, job); break;
    case 1:
    case 2: start_job(); break;
    default: (void)witness_.retry(job); dice_.pick(workers_).misbehave();
  }
}

void Simulation::disturb_queue() {
  const auto kind = dice_.chance(50) ? WorkKind::listing : WorkKind::files;
  switch (dice_.below(3)) {
    case 0: (void)queue_.pop({.stop = {}, .deadline = Instant::min()}, kind); break;
    case 1: (void)queue_.push({dice_.pick(jobs_), kind}); break;
    default: (void)queue_.push({JobId::from_random(dice_.bits(), dice_.bits()), kind});
  }
}

void Simulation::start_job() {
  // Without an answer the job may be there all the same.
  jobs_.push_back(JobId::from_random(dice_.bits(), dice_.bits()));
  (void)ledger_.create(Context{}, {.id = jobs_.back(),
                                   .owner = std::string{kDefaultOwner},
                                   .root = {SourceKind::google_drive, SourceTree::kRoot, {}},
                                   .folder_url = "https://drive.google.com/drive/folders/root",
                                   .options = {}});
}

void Simulation::come_to_an_end() {
  for (int round = 0; round < kRoundsMax; ++round) {
    witness_.settle(settle_jobs_);
    store_->catch_up();
    if (all_jobs_ended()) return;
    for (auto& worker : workers_) {
      worker.act();
      clock_.advance(kAct);
    }
    if (is_idle()) clock_.advance(std::chrono::seconds{dice_.between(1, kIdleSecondsMax)});
  }
}

bool Simulation::is_idle() const {
  return std::ranges::all_of(workers_, &SimulatedWorker::is_idle);
}

bool Simulation::all_jobs_ended() {
  const auto active =
      journal_.jobs(Context{}, kDefaultOwner, {.state = JobState::processing}, {}, 1);
  return active && active->jobs.empty();
}

void Simulation::retry_all() {
  for (const auto& job : std::set<JobId>{jobs_.begin(), jobs_.end()}) {
    const auto retried = witness_.retry(job);
    if (retried && *retried > 0) come_to_an_end();
  }
}

}  // namespace

std::vector<std::string> simulate(Database& catalog, const SimulationPlan& plan) {
  empty(catalog);
  return Simulation{catalog, plan}.run();
}

}  // namespace pixferry
