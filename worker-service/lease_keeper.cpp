#include "worker-service/lease_keeper.hpp"

#include <set>
#include <tuple>

namespace pixferry {
namespace {

using FileMark = std::pair<FileId, std::int64_t>;
using FolderMark = std::tuple<JobId, std::string, std::int64_t>;

FileMark mark_of(const HeldFile& file) {
  return {file.id, file.token};
}
FolderMark mark_of(const HeldFolder& folder) {
  return {folder.job, folder.folder_id, folder.token};
}

template <class Mark>
std::set<Mark> marks_of(const auto& holdings) {
  std::set<Mark> marks;
  for (const auto& holding : holdings) marks.insert(mark_of(holding));
  return marks;
}

}  // namespace

LeaseKeeper::Hold::~Hold() {
  if (keeper_ != nullptr) keeper_->release(key_);
}

std::stop_token LeaseKeeper::Hold::stop_token() const {
  const std::lock_guard lock{keeper_->mutex_};
  return keeper_->works_.at(key_).stop.get_token();
}

LeaseKeeper::Hold LeaseKeeper::hold(const FileLease& lease) {
  return hold(Work{.file = HeldFile{lease.id, lease.token}, .folder = {}, .stop = {}});
}

LeaseKeeper::Hold LeaseKeeper::hold(const FolderLease& lease) {
  return hold(
      Work{.file = {}, .folder = HeldFolder{lease.job, lease.folder.id, lease.token}, .stop = {}});
}

LeaseKeeper::Hold LeaseKeeper::hold(Work work) {
  const std::lock_guard lock{mutex_};
  if (stopping_) work.stop.request_stop();
  const auto key = next_key_++;
  works_.emplace(key, std::move(work));
  return {*this, key};
}

void LeaseKeeper::release(std::uint64_t key) {
  {
    const std::lock_guard lock{mutex_};
    works_.erase(key);
  }
  released_.notify_all();
}

bool LeaseKeeper::is_idle() const {
  const std::lock_guard lock{mutex_};
  return works_.empty();
}

LeaseKeeper::Holdings LeaseKeeper::holdings() const {
  const std::lock_guard lock{mutex_};
  Holdings holdings;
  for (const auto& [key, work] : works_) ++(work.file ? holdings.files : holdings.folders);
  return holdings;
}

void LeaseKeeper::wait_until_idle(std::chrono::milliseconds at_most) {
  std::unique_lock lock{mutex_};
  released_.wait_for(lock, at_most, [&] { return works_.empty(); });
}

Result<> LeaseKeeper::tick(const Context& context) {
  const auto asked = held();
  if (asked.files.empty() && asked.folders.empty()) {
    is_behind_ = false;
    return {};
  }
  const auto ours = ledger_.renew(context, asked);
  is_behind_ = !ours;
  if (!ours) return ours.error();
  call_off_what_is_missing_from(asked, *ours);
  return {};
}

Result<> LeaseKeeper::catch_up(const Context& context) {
  return is_behind_ ? tick(context) : Result<>{};
}

Held LeaseKeeper::held() const {
  const std::lock_guard lock{mutex_};
  Held held;
  for (const auto& [key, work] : works_) {
    if (work.file) held.files.push_back(*work.file);
    if (work.folder) held.folders.push_back(*work.folder);
  }
  return held;
}

void LeaseKeeper::call_off_what_is_missing_from(const Held& asked, const Held& ours) {
  // Work that began after the question was asked is not in the answer and goes on.
  const auto asked_files = marks_of<FileMark>(asked.files);
  const auto asked_folders = marks_of<FolderMark>(asked.folders);
  const auto our_files = marks_of<FileMark>(ours.files);
  const auto our_folders = marks_of<FolderMark>(ours.folders);
  const auto lost = [](const auto& mark, const auto& asked_marks, const auto& our_marks) {
    return asked_marks.contains(mark) && !our_marks.contains(mark);
  };
  const std::lock_guard lock{mutex_};
  for (auto& [key, work] : works_) {
    if ((work.file && lost(mark_of(*work.file), asked_files, our_files)) ||
        (work.folder && lost(mark_of(*work.folder), asked_folders, our_folders))) {
      work.stop.request_stop();
    }
  }
}

void LeaseKeeper::stop_all() {
  const std::lock_guard lock{mutex_};
  stopping_ = true;
  for (auto& [key, work] : works_) work.stop.request_stop();
}

}  // namespace pixferry
