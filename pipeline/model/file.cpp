#include "pipeline/model/file.hpp"

#include <algorithm>
#include <array>

namespace pixferry {
namespace {

constexpr std::array kStates{FileState::pending, FileState::imported, FileState::skipped,
                             FileState::failed};

}  // namespace

std::string_view name(FileState state) {
  switch (state) {
    case FileState::pending: return "pending";
    case FileState::imported: return "imported";
    case FileState::skipped: return "skipped";
    case FileState::failed: return "failed";
  }
  return "pending";
}

std::optional<FileState> file_state_named(std::string_view text) {
  const auto* found =
      std::ranges::find_if(kStates, [&](auto state) { return name(state) == text; });
  if (found == kStates.end()) return std::nullopt;
  return *found;
}

bool may_become(FileState from, FileState to) {
  if (from == FileState::pending) return to != FileState::pending;
  return from == FileState::failed && to == FileState::pending;
}

}  // namespace pixferry
