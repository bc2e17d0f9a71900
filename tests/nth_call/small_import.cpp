#include "tests/nth_call/small_import.hpp"

#include <sys/resource.h>

#include <csignal>

#include "pipeline/catalog/statements.hpp"
#include "testing/scripted_source.hpp"
#include "tests/simulation/empty_catalog.hpp"

namespace pixferry {
namespace {

constexpr int kWorkers = 2;
constexpr std::size_t kSpoolBytes = 64u << 20;  ///< all of the memory of a SpoolRoom
constexpr int kAttemptsMax = 2;                 ///< the one that failed, and the one after it
const char* const kLink = "https://drive.google.com/drive/folders/0123456789abcdef";

void add_files(SourceTree& tree, TreeFolder& folder, const std::string& prefix, int count) {
  for (int i = 0; i < count; ++i) {
    const auto id = prefix + std::to_string(i);
    tree.files[id] = {listed_file(id, tiny_jpeg(id)), tiny_jpeg(id), FileState::imported};
    folder.files.push_back(id);
  }
}

/// Two pages and a subfolder of two pages; a text among the images, one that is gone, and one that
/// is there twice under two names.
SourceTree small_tree() {
  SourceTree tree;
  auto& root = tree.folders["0123456789abcdef"];
  auto& below = tree.folders["below"];
  root.folders = {"below"};
  root.page_files = 8;
  below.page_files = 4;
  add_files(tree, root, "root", 12);
  add_files(tree, below, "below", 6);
  tree.files["text"] = {listed_file("text", "words"), "words", FileState::skipped};
  tree.files["text"].listed.mime_type = "text/plain";
  tree.files["twin"] = {listed_file("twin", tiny_jpeg("root3")), tiny_jpeg("root3"),
                        FileState::imported};
  tree.files["root5"].expected = FileState::failed;
  root.files.push_back("text");
  below.files.push_back("twin");
  return tree;
}

/// Whether the failure ends the file that it hits, until somebody retries it. All others may pass.
bool ends_a_file(ErrorCode code) {
  return code == ErrorCode::source_gone || code == ErrorCode::storage_refused;
}

/// How often a file may be tried: what was not its fault costs it nothing, anything else one more.
int attempts_max(ErrorCode code) {
  const bool is_given_back = code == ErrorCode::rate_limited ||
                             code == ErrorCode::download_quota_exceeded ||
                             code == ErrorCode::stopped || code == ErrorCode::storage_unavailable;
  return is_given_back ? 1 : 2;
}

/// While it lives, nothing can be written to a file, as on a full disk.
class NoWrites {
 public:
  NoWrites() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{.rlim_cur = 0, .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  NoWrites(const NoWrites&) = delete;
  NoWrites& operator=(const NoWrites&) = delete;
  ~NoWrites() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

}  // namespace

SmallImport::SmallImport(Database& catalog, const PlannedFailure& planned)
    : catalog_(catalog),
      planned_(planned),
      tree_(small_tree()),
      program_({database_, source_, pacer_, store_, queue_, feed_},
               {catalog, real_store_, tree_, dice_, clock_, limits_}, kWorkers) {
  empty_catalog(catalog);
  program_.around_import = [this](const auto& import) { return import_in_a_broken_room(import); };
}

std::vector<std::string> SmallImport::run() {
  start();
  program_.come_to_an_end();
  retry_what_failed();
  program_.witness.judge(true);
  check_what_is_left();
  return program_.witness.violations();
}

void SmallImport::start() {
  // Whoever gets no answer asks again, and finds the job if there is one already.
  const ImportRequest request{std::string{kDefaultOwner}, kLink, std::nullopt, {}};
  for (int asked = 0; asked < 2 && !job_; ++asked) {
    if (auto started = start_import_.run(Context{}, request)) job_ = started->job;
  }
  if (!job_) program_.witness.complain("the import could not be started");
}

Outcome SmallImport::import_in_a_broken_room(const std::function<Outcome()>& import) {
  auto& room = program_.spools;
  if (calls_.is_planned("spool.open")) {
    room.memory_file_bytes_max = 0;
    room.directory = "/nowhere";
    auto outcome = import();
    room.memory_file_bytes_max = SpoolRoom{}.memory_file_bytes_max;
    return outcome;
  }
  if (calls_.is_planned("spool.write")) {
    const NoWrites disk;
    return import();
  }
  return import();
}

void SmallImport::retry_what_failed() {
  const auto now = Snapshot::read(catalog_);
  int failed = 0;
  for (const auto& [id, file] : now->files) {
    const bool is_meant_to = tree_.files.at(file.source_file).expected == FileState::failed;
    if (file.state == name(FileState::failed) && !is_meant_to) ++failed;
  }
  if (failed > (ends_a_file(planned_.code) ? 1 : 0))
    program_.witness.complain("files failed that should not");
  if (!ends_a_file(planned_.code) || !job_) return;
  (void)program_.witness.retry(*job_);
  program_.come_to_an_end();
}

void SmallImport::check_what_is_left() {
  auto& witness = program_.witness;
  const auto now = Snapshot::read(catalog_);
  if (now->jobs.size() != 1) witness.complain("one request made another number of jobs than one");
  for (const auto& [id, file] : now->files) {
    if (file.turn.attempts > attempts_max(planned_.code)) {
      witness.complain("too many tries: " + file.source_file);
    }
  }
  if (!program_.is_idle()) witness.complain("a worker holds something after the end");
  if (!program_.spools.budget.try_take(kSpoolBytes)) witness.complain("spools kept their memory");
}

std::string SmallImport::end() const {
  const auto lines =
      transact(catalog_, Context{}, Access::read, [](Statements& tx) -> Result<std::string> {
        std::string text;
        for (const auto& row : tx.rows(
                 "SELECT 'job ' || state || ' ' || total || ' ' || imported || ' ' || skipped || "
                 "' ' || failed || ' ' || bytes_total || ' ' || bytes_done || ' ' || folder_name "
                 "FROM pixferry.job UNION ALL "
                 "SELECT 'folder ' || folder_id || ' ' || state || ' ' || path FROM "
                 "pixferry.folder "
                 "UNION ALL "
                 "SELECT 'file ' || source_file_id || ' ' || path || ' ' || state || ' ' || "
                 "COALESCE(reason, '') || ' ' || stored_bytes || ' ' || leased FROM pixferry.file "
                 "UNION ALL "
                 "SELECT 'image ' || source_file_id || ' ' || sha256 FROM pixferry.image "
                 "UNION ALL SELECT 'blob ' || sha256 || ' ' || object_key FROM pixferry.blob "
                 "ORDER BY 1",
                 {})) {
          text += row.text(0) + "\n";
        }
        return text;
      });
  auto text = lines ? *lines : lines.error().message;
  for (const auto& [key, bytes] : real_store_.objects) text += "object " + key + "\n";
  return text;
}

}  // namespace pixferry
