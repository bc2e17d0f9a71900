#include "pipeline/content/spool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "pipeline/content/dropbox_hash.hpp"
#include "pipeline/content/running_digest.hpp"
#include "pipeline/content/spool_file.hpp"

namespace pixferry {

struct Spool::State {
  State(SpoolFile spool_file, SpoolPlan spool_plan)
      : file(std::move(spool_file)), plan(std::move(spool_plan)) {
    if (plan.wants_md5) running_md5.emplace(RunningDigest::Algorithm::md5);
    if (plan.wants_dropbox_hash) running_dropbox_hash.emplace();
    head.reserve(kHeadBytes);
  }

  Result<> append(std::span<const std::byte> bytes);
  Result<> show_head();

  SpoolFile file;
  SpoolPlan plan;
  std::vector<std::byte> head;
  bool is_head_shown = false;
  bool is_finished = false;
  std::optional<Error> failure;  ///< ends this transfer; rewind() starts another
  RunningDigest running_sha256{RunningDigest::Algorithm::sha256};
  std::optional<RunningDigest> running_md5;
  std::optional<DropboxHash> running_dropbox_hash;
  Sha256 sha256;
  std::optional<Md5> md5;
  std::optional<Sha256> dropbox_hash;
};

Result<> Spool::State::append(std::span<const std::byte> bytes) {
  const auto room_left = std::max<std::int64_t>(plan.size_bytes_max - file.size_bytes(), 0);
  if (bytes.size() > static_cast<std::size_t>(room_left)) {
    return Error{ErrorCode::too_large,
                 fmt::format("The file is larger than {} bytes.", plan.size_bytes_max)};
  }
  const auto missing = std::min(kHeadBytes - head.size(), bytes.size());
  head.insert(head.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(missing));
  if (head.size() == kHeadBytes) {
    if (auto shown = show_head(); !shown) return shown;
  }
  if (auto written = file.append(bytes); !written) return written;
  running_sha256.update(bytes);
  if (running_md5) running_md5->update(bytes);
  if (running_dropbox_hash) running_dropbox_hash->update(bytes);
  return {};
}

Result<> Spool::State::show_head() {
  if (std::exchange(is_head_shown, true) || !plan.inspect_head) return {};
  return plan.inspect_head(head);
}

Result<Spool> Spool::open(SpoolRoom& room, SpoolPlan plan) {
  auto file = SpoolFile::open(room, plan.declared_size_bytes);
  if (!file) return file.error();
  try {
    return Spool{std::make_unique<State>(std::move(*file), std::move(plan))};
  } catch (const std::runtime_error& failure) {
    return Error{ErrorCode::internal, fmt::format("Cannot hash a file: {}.", failure.what())};
  }
}

Spool::Spool(std::unique_ptr<State> state) : state_(std::move(state)) {}
Spool::Spool(Spool&&) noexcept = default;
Spool& Spool::operator=(Spool&&) noexcept = default;
Spool::~Spool() = default;

Result<> Spool::write(std::span<const std::byte> bytes) {
  if (state_->failure) return *state_->failure;
  if (state_->is_finished) {
    return Error{ErrorCode::internal, "A finished spool takes no more bytes."};
  }
  auto appended = state_->append(bytes);
  if (!appended) state_->failure = appended.error();
  return appended;
}

Result<> Spool::rewind() {
  if (auto cleared = state_->file.clear(); !cleared) return cleared;
  state_->head.clear();
  state_->is_head_shown = false;
  state_->is_finished = false;
  state_->failure.reset();
  state_->running_sha256.restart();
  if (state_->running_md5) state_->running_md5->restart();
  if (state_->running_dropbox_hash) state_->running_dropbox_hash->restart();
  return {};
}

Result<> Spool::finish() {
  if (state_->failure) return *state_->failure;
  if (state_->is_finished) return {};
  if (auto shown = state_->show_head(); !shown) {
    state_->failure = shown.error();
    return shown;
  }
  state_->is_finished = true;
  state_->sha256 = state_->running_sha256.finish<Sha256>();
  if (state_->running_md5) state_->md5 = state_->running_md5->finish<Md5>();
  if (state_->running_dropbox_hash) state_->dropbox_hash = state_->running_dropbox_hash->finish();
  return {};
}

std::int64_t Spool::size_bytes() const {
  return state_->file.size_bytes();
}
std::span<const std::byte> Spool::head() const {
  return state_->head;
}
const Sha256& Spool::sha256() const {
  return state_->sha256;
}
const std::optional<Md5>& Spool::md5() const {
  return state_->md5;
}
const std::optional<Sha256>& Spool::dropbox_hash() const {
  return state_->dropbox_hash;
}
int Spool::descriptor() const {
  return state_->file.descriptor();
}
bool Spool::is_linkable() const {
  return state_->file.is_linkable();
}

Result<> read_spool(const Spool& spool,
                    const std::function<Result<>(std::span<const std::byte>)>& sink) {
  return read_file(spool.descriptor(), spool.size_bytes(), "read a spooled file", sink);
}

}  // namespace pixferry
