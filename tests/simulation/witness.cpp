#include "tests/simulation/witness.hpp"

#include <openssl/evp.h>

#include "testing/catalog_consistency.hpp"

namespace pixferry {
namespace {

std::string sha256_hex(const std::string& bytes) {
  Sha256 digest;
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &size, EVP_sha256(), nullptr);
  return digest.hex();
}

}  // namespace

SqlRows Witness::query(std::string_view sql) {
  auto transaction = parts_.catalog.begin(Context{}, Access::read);
  if (!transaction) {
    complain(transaction.error().message);
    return {};
  }
  auto rows = (*transaction)->query(sql, {});
  if (!rows) complain(rows.error().message);
  return rows ? *std::move(rows) : SqlRows{};
}

Witness::Rows Witness::read_files() {
  Rows files;
  for (const auto& row : query("SELECT id, job_id, source_file_id, state, reason, token, attempts, "
                               "image_id FROM pixferry.file")) {
    files[row.integer(0)] = {.job = row.text(1),
                             .source_file = row.text(2),
                             .state = row.text(3),
                             .reason = row.text_or_empty(4),
                             .token = row.integer(5),
                             .attempts = row.integer(6),
                             .image = row.optional_integer(7).value_or(0)};
  }
  return files;
}

Result<std::vector<Fate>> Witness::finish(const std::vector<FinishedFile>& batch) {
  const auto before = read_files();
  compare(before, {});
  auto fates = parts_.ledger.finish(Context{}, batch);
  const auto after = read_files();
  compare(after, {});
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto id = batch[i].lease.id.value;
    const auto was = before.find(id);
    if (was == before.end()) continue;
    const auto is_holder = was->second.token == batch[i].lease.token &&
                           was->second.job == batch[i].lease.job.text() &&
                           was->second.state == name(FileState::pending);
    if (!is_holder && was->second != after.at(id)) {
      complain("somebody who does not hold the file changed it: " + was->second.source_file);
    }
    if (was->second != after.at(id) && !used_.emplace(id, batch[i].lease.token).second) {
      complain("a token was used twice: " + was->second.source_file);
    }
  }
  return fates;
}

void Witness::claimed(const std::vector<FileLease>& leases) {
  for (const auto& lease : leases) {
    if (!handed_out_.emplace(lease.id.value, lease.token).second) {
      complain("a token was handed out twice: " + lease.file.id);
    }
  }
}

Result<std::int64_t> Witness::retry(const JobId& job) {
  compare(read_files(), {});
  auto retried = parts_.ledger.retry(Context{}, kDefaultOwner, job);
  compare(read_files(), job.text());
  return retried;
}

void Witness::compare(const Rows& now, const std::string& retried_job) {
  for (const auto& [id, was] : seen_) {
    const auto found = now.find(id);
    if (found == now.end()) {
      complain("a file is lost: " + was.source_file);
      continue;
    }
    const auto& is = found->second;
    const bool may_be_retried = was.job == retried_job && was.state == name(FileState::failed);
    if (was.state != name(FileState::pending) && is.state != was.state && !may_be_retried) {
      complain("a file that was " + was.state + " became " + is.state + ": " + was.source_file);
    }
    if (is.token < was.token) complain("a token went back: " + was.source_file);
    if (is.attempts > parts_.limits.attempts_max) complain("too many attempts: " + was.source_file);
  }
  seen_ = now;
}

void Witness::look() {
  compare(read_files(), {});
  for (auto& broken : inconsistencies(parts_.catalog)) complain(std::move(broken));
  check_objects();
}

void Witness::check_objects() {
  for (const auto& row : query("SELECT object_key, sha256 FROM pixferry.blob")) {
    const auto found = parts_.store.objects.find(row.text(0));
    if (found == parts_.store.objects.end()) {
      complain("a row names an object that is not there: " + row.text(0));
    } else if (sha256_hex(found->second) != row.text(1)) {
      complain("an object has other bytes than its row says: " + row.text(0));
    }
  }
  for (const auto& row : query("SELECT source_file_id, sha256 FROM pixferry.image")) {
    if (sha256_hex(parts_.tree.files.at(row.text(0)).bytes) != row.text(1)) {
      complain("an image is not the bytes of its source: " + row.text(0));
    }
  }
}

void Witness::judge(bool all_good_must_be_imported) {
  look();
  std::set<std::string> cancelled;
  for (const auto& row : query("SELECT id, state FROM pixferry.job")) {
    const auto state = job_state_named(row.text(1)).value();
    if (is_active(state)) complain("a job never ended: " + row.text(0));
    if (state == JobState::cancelled) cancelled.insert(row.text(0));
  }
  const auto files = read_files();
  for (const auto& [id, file] : files) {
    judge_file(file, all_good_must_be_imported && !cancelled.contains(file.job));
  }
  judge_listing(files);
}

void Witness::judge_file(const Row& file, bool must_be_imported) {
  const auto& source = parts_.tree.files.at(file.source_file);
  const auto state = file_state_named(file.state).value();
  const bool is_here = state == FileState::imported || file.reason == "already_imported";
  if (state == FileState::pending) complain("a file never ended: " + file.source_file);
  if (is_here && source.expected != FileState::imported) {
    complain("a file that is no image was imported: " + file.source_file);
  }
  if (!must_be_imported) return;
  const bool is_right = source.expected == FileState::imported ? is_here : state == source.expected;
  if (!is_right) {
    complain("a file ended wrongly as " + file.state + " " + file.reason + ": " + file.source_file);
  }
}

void Witness::judge_listing(const Rows& files) {
  std::set<std::pair<std::string, std::string>> listed;
  for (const auto& [id, file] : files) listed.emplace(file.job, file.source_file);
  std::set<std::pair<std::string, std::string>> known;
  const auto folders = query("SELECT job_id, folder_id, state FROM pixferry.folder");
  for (const auto& row : folders) known.emplace(row.text(0), row.text(1));
  for (const auto& row : folders) {
    if (row.text(2) != "listed") continue;
    const auto& folder = parts_.tree.folders.at(row.text(1));
    for (const auto& file : folder.files) {
      if (!listed.contains({row.text(0), file})) complain("a listing lost the file " + file);
    }
    for (const auto& below : folder.folders) {
      if (!known.contains({row.text(0), below})) complain("a listing lost the folder " + below);
    }
  }
}

}  // namespace pixferry
