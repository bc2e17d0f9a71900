#include "tests/simulation/simulation.hpp"

#include "pipeline/catalog/disposal.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/collect_garbage.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "tests/simulation/empty_catalog.hpp"
#include "tests/simulation/simulated_program.hpp"
#include "tests/simulation/simulated_source.hpp"
#include "tests/simulation/virtual_pacer.hpp"

#include <memory>
#include <utility>

namespace pixferry {
namespace {

constexpr int kLookPercent = 6;
constexpr int kDeletePercent = 20;

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
  void act_on_images();
  void delete_images();
  void collect();
  void remove_unreferenced();
  Result<> act_while_removing(const Context& context);
  void collect_everything();
  void start_job();
  void retry_all();
  std::vector<std::string> violations();

  Dice dice_;
  bool faults_;
  bool deletes_;
  bool removal_before_doom_;
  SourceTree tree_{grow_tree(dice_)};
  Limits limits_;
  ManualClock clock_;
  FaultyDatabase database_;
  SimulatedSource source_{tree_, dice_, clock_};
  VirtualPacer pacer_{clock_};
  std::unique_ptr<MemoryStore> store_;
  LocalQueue queue_{clock_};
  LocalFeed feed_{clock_};
  SimulatedProgram program_;
  Witness& witness_ = program_.witness;
  std::vector<JobId> jobs_;
  bool is_meanwhile_ = false;
  Disposal disposal_{database_, clock_};
  Removals removals_{database_, clock_};
  CollectGarbage collect_garbage_{{removals_, *store_, clock_}};
  bool is_collecting_ = false;
};

Simulation::Simulation(Database& catalog, const SimulationPlan& plan)
    : dice_(plan.seed),
      faults_(plan.faults),
      deletes_(plan.deletes),
      removal_before_doom_(plan.mutation.removal_before_doom),
      database_(catalog, dice_),
      store_(plan.mutation.row_before_object ? std::make_unique<LateStore>(dice_)
                                             : std::make_unique<MemoryStore>(dice_)),
      program_({database_, source_, pacer_, *store_, queue_, feed_},
               {catalog, *store_, tree_, dice_, clock_, limits_}, dice_.between(1, 4)) {
  limits_.attempts_max = dice_.chance(50) ? 2 : dice_.between(3, 8);
  database_.rewrites = plan.mutation.rewrites;
  database_.cursor_apart = plan.mutation.cursor_before_rows;
  source_.meanwhile = [this] { act_meanwhile(); };
  if (!deletes_) return;
  store_->while_removing = [this](const Context& context) { return act_while_removing(context); };
  program_.keep_house_too = [this] { (void)collect_garbage_.run(Context{}); };
}

std::vector<std::string> Simulation::run() {
  start_job();
  set_faults(faults_);
  for (int action = dice_.between(30, 150); action > 0; --action) {
    act();
    if (dice_.chance(kLookPercent)) witness_.look();
  }
  set_faults(false);
  program_.come_to_an_end();
  witness_.judge(!faults_);
  if (!faults_) return violations();
  retry_all();
  witness_.judge(true);
  if (deletes_) collect_everything();
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
  if (deletes_ && dice_.chance(kDeletePercent)) return act_on_images();
  const int what = dice_.below(100);
  auto& worker = dice_.pick(program_.workers);
  if (what < 70) {
    worker.act();
  } else if (what < 78) {
    witness_.settle(program_.settle_jobs);
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
  for (auto& worker : program_.workers) worker.die();
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
  for (auto& worker : program_.workers) {
    if (dice_.chance(60)) worker.die();
  }
  store_->crash();
  witness_.release_leases();
  // Nobody who was removing objects is alive after a restart.
  if (deletes_ && !is_collecting_) (void)removals_.release(Context{});
}

void Simulation::act_as_user() {
  const auto& job = dice_.pick(jobs_);
  switch (dice_.below(7)) {
    case 0: (void)program_.ledger.cancel(Context{}, kDefaultOwner, job); break;
    case 1:
    case 2: start_job(); break;
    default: (void)witness_.retry(job); dice_.pick(program_.workers).misbehave();
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

void Simulation::act_on_images() {
  switch (dice_.below(4)) {
    case 0: delete_images(); break;
    case 1: start_job(); break;
    default: collect();
  }
}

void Simulation::delete_images() {
  const auto page = Gallery{database_}.page(Context{}, kDefaultOwner, {}, 1, 100);
  if (!page) return;
  std::vector<ImageId> some;
  for (const auto& image : page->images) {
    if (dice_.chance(70)) some.push_back(image.id);
  }
  (void)disposal_.delete_images(Context{}, kDefaultOwner, some);
}

void Simulation::collect() {
  if (std::exchange(is_collecting_, true)) return;
  if (dice_.chance(50)) clock_.advance(Removals::kInspected);
  if (removal_before_doom_) remove_unreferenced();
  (void)collect_garbage_.run(Context{}, std::chrono::milliseconds{0});
  is_collecting_ = false;
}

/// The mistake of who removes first and writes it down afterwards.
void Simulation::remove_unreferenced() {
  const auto blobs = transact(database_, Context{}, Access::read, [](Statements& tx) {
    std::vector<ObjectKey> keys;
    for (const auto& row :
         tx.rows("SELECT object_key FROM pixferry.blob WHERE unreferenced_at IS NOT NULL", {})) {
      keys.push_back(ObjectKey{row.text(0)});
    }
    return Result<std::vector<ObjectKey>>{std::move(keys)};
  });
  if (blobs) (void)store_->remove(Context{}, *blobs);
}

/// A request that is answered too late is given up by who sent it.
Result<> Simulation::act_while_removing(const Context& context) {
  if (store_->faults && dice_.chance(50)) act_meanwhile();
  if (clock_.steady() < context.deadline) return {};
  return Error{ErrorCode::timeout, "the store took too long"};
}

void Simulation::collect_everything() {
  for (int tries = 0; tries < 2; ++tries) {
    const auto page = Gallery{database_}.page(Context{}, kDefaultOwner, {}, 1, 1000);
    std::vector<ImageId> all;
    for (const auto& image : page->images) all.push_back(image.id);
    (void)disposal_.delete_images(Context{}, kDefaultOwner, all);
    clock_.advance(CollectGarbage::kKept);
    for (auto turn = collect_garbage_.run(Context{}); turn && turn->has_more;) {
      turn = collect_garbage_.run(Context{});
    }
  }
  const auto left = Gallery{database_}.blobs(Context{}, kDefaultOwner, {}, 1000);
  if (!left || !left->empty()) witness_.complain("bytes that no image shows were not removed");
  witness_.look();
}

void Simulation::start_job() {
  // Without an answer the job may be there all the same.
  jobs_.push_back(JobId::from_random(dice_.bits(), dice_.bits()));
  (void)program_.ledger.create(Context{},
                               {.id = jobs_.back(),
                                .owner = std::string{kDefaultOwner},
                                .root = {SourceKind::google_drive, SourceTree::kRoot, {}},
                                .folder_url = "https://drive.google.com/drive/folders/root",
                                .options = {}});
}

void Simulation::retry_all() {
  for (const auto& job : std::set<JobId>{jobs_.begin(), jobs_.end()}) {
    const auto retried = witness_.retry(job);
    if (retried && *retried > 0) program_.come_to_an_end();
  }
}

}  // namespace

std::vector<std::string> simulate(Database& catalog, const SimulationPlan& plan) {
  empty_catalog(catalog);
  return Simulation{catalog, plan}.run();
}

}  // namespace pixferry
