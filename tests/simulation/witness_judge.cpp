#include <openssl/evp.h>

#include "testing/catalog_consistency.hpp"
#include "tests/simulation/witness.hpp"

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

void Witness::look() {
  see();
  for (auto& broken : inconsistencies(parts_.catalog)) complain(std::move(broken));
  check_objects();
}

void Witness::check_objects() {
  // While objects are removed, their row may be the last that is left of them.
  for (const auto& row :
       query("SELECT object_key, sha256 FROM pixferry.blob WHERE NOT EXISTS (SELECT 1 FROM "
             "pixferry.removal WHERE object_name = substr(object_key, 6, 64))")) {
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
  for (const auto& [id, job] : seen_->jobs) {
    if (seen_->is_active(id)) complain("a job never ended: " + id);
  }
  for (const auto& [id, file] : seen_->files) {
    const bool is_cancelled = seen_->jobs.at(file.job).state == name(JobState::cancelled);
    judge_file(file, all_good_must_be_imported && !is_cancelled);
  }
  judge_listing(*seen_);
}

void Witness::judge_file(const Snapshot::File& file, bool must_be_imported) {
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

void Witness::judge_listing(const Snapshot& now) {
  std::set<std::pair<std::string, std::string>> listed;
  for (const auto& [id, file] : now.files) listed.emplace(file.job, file.source_file);
  for (const auto& [key, folder] : now.folders) {
    if (folder.state == "pending") complain("a folder never ended: " + key.second);
    if (folder.state != "listed") continue;
    const auto& of = parts_.tree.folders.at(key.second);
    for (const auto& file : of.files) {
      if (!listed.contains({key.first, file})) complain("a listing lost the file " + file);
    }
    for (const auto& below : of.folders) {
      if (!now.folders.contains({key.first, below})) {
        complain("a listing lost the folder " + below);
      }
    }
  }
}

}  // namespace pixferry
