#include "tests/simulation/simulation.hpp"

#include "pipeline/catalog/journal.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/settle_jobs.hpp"
#include "testing/manual_clock.hpp"
#include "tests/simulation/simulated_source.hpp"
#include "tests/simulation/simulated_worker.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

namespace pixferry {
namespace {

constexpr int kActionsPerLook = 40;
constexpr int kRoundsMax = 300;
constexpr std::chrono::minutes kRound{10};

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
  void restart();
  void act_as_user();
  void disturb_queue();
  void start_job();
  void come_to_an_end();
  bool all_jobs_ended();
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
  SimulatedSource source_{tree_, dice_};
  std::unique_ptr<MemoryStore> store_;
  LocalQueue queue_{clock_};
  LocalFeed feed_{clock_};
  Witness witness_;
  RetryPolicy retry_{dice_, limits_};
  SourceFinder find_source_ = [this](SourceKind) -> SourceProvider& { return source_; };
  ListFolder list_folder_{{find_source_, ledger_, queue_, feed_, retry_}};
  ImportImage import_image_{{find_source_, *store_, spools_, Secret{"a secret"}, retry_, limits_}};
  SettleJobs settle_jobs_{{ledger_, queue_, feed_}};
  std::vector<SimulatedWorker> workers_;
  std::vector<JobId> jobs_;
  bool is_meanwhile_ = false;
};

Simulation::Simulation(Database& catalog, const SimulationPlan& plan)
    : dice_(plan.seed),
      faults_(plan.faults),
      database_(catalog, dice_),
      store_(plan.row_before_object ? std::make_unique<LateStore>(dice_)
                                    : std::make_unique<MemoryStore>(dice_)),
      witness_({catalog, ledger_, *store_, tree_, limits_}) {
  database_.rewrites = plan.rewrites;
  source_.meanwhile = [this] { act_meanwhile(); };
  for (int count = dice_.between(1, 4); count > 0; --count) {
    workers_.push_back(
        SimulatedWorker{{dice_, ledger_, queue_, list_folder_, import_image_, witness_}});
  }
}

std::vector<std::string> Simulation::run() {
  start_job();
  set_faults(faults_);
  for (int action = dice_.between(30, 150); action > 0; --action) {
    act();
    if (action % kActionsPerLook == 0) witness_.look();
  }
  set_faults(false);
  come_to_an_end();
  witness_.judge(!faults_);
  if (!faults_) return witness_.violations();
  retry_all();
  witness_.judge(true);
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
  } else if (what < 80) {
    (void)settle_jobs_.run(Context{});
    store_->catch_up();
  } else if (what < 90 || !faults_) {
    clock_.advance(std::chrono::milliseconds{dice_.between(1, 5000)});
  } else if (what < 92) {
    clock_.advance(limits_.lease + std::chrono::milliseconds{dice_.below(30'000)});
  } else if (what < 94) {
    worker.die();
    store_->crash();
  } else if (what < 95) {
    restart();
  } else if (what < 96) {
    worker.misbehave();
  } else if (what < 98) {
    disturb_queue();
  } else {
    act_as_user();
  }
}

void Simulation::act_meanwhile() {
  if (std::exchange(is_meanwhile_, true)) return;
  for (int more = dice_.between(1, 12); more > 0; --more) act();
  is_meanwhile_ = false;
}

void Simulation::restart() {
  // One that is in the middle of a call comes back with a token that is worth nothing any more.
  for (auto& worker : workers_) worker.die();
  store_->crash();
  (void)ledger_.release_leases(Context{});
}

void Simulation::act_as_user() {
  const auto& job = dice_.pick(jobs_);
  switch (dice_.below(6)) {
    case 0: (void)ledger_.cancel(Context{}, kDefaultOwner, job); break;
    case 1: start_job(); break;
    default: (void)witness_.retry(job);
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
  const auto created =
      ledger_.create(Context{}, {.id = JobId::from_random(dice_.bits(), dice_.bits()),
                                 .owner = std::string{kDefaultOwner},
                                 .root = {SourceKind::google_drive, SourceTree::kRoot, {}},
                                 .folder_url = "https://drive.google.com/drive/folders/root",
                                 .options = {}});
  if (created) jobs_.push_back(created->id);
}

void Simulation::come_to_an_end() {
  for (int round = 0; round < kRoundsMax; ++round) {
    (void)settle_jobs_.run(Context{});
    store_->catch_up();
    if (all_jobs_ended()) return;
    for (int turn = 0; turn < 12; ++turn) {
      for (auto& worker : workers_) worker.act();
    }
    clock_.advance(kRound);
  }
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
