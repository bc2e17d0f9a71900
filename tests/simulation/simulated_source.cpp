#include "tests/simulation/simulated_source.hpp"

#include "pipeline/source/link.hpp"
#include "testing/scripted_source.hpp"

namespace pixferry {

Result<FolderRef> SimulatedSource::recognise(const Link& link) const {
  return FolderRef{link.source, link.id, link.resource_key};
}

Result<> SimulatedSource::answer_at_all() {
  if (clock_.steady() < pause_until_) ++calls_in_pause_;
  if (!faults) return {};
  if (dice_.chance(8)) meanwhile();
  if (!dice_.chance(12)) return {};
  switch (dice_.below(4)) {
    case 0: return Error{ErrorCode::network, "the connection broke"};
    case 1: return Error{ErrorCode::timeout, "no answer in time"};
    case 2: return Error{ErrorCode::rate_limited, "slow down"};
    default: return pause();
  }
}

Error SimulatedSource::pause() {
  const std::chrono::seconds wait{dice_.between(0, 90)};
  pause_until_ = std::max(pause_until_, clock_.steady() + wait);
  return {ErrorCode::rate_limited, "not for a while", wait};
}

Result<FolderInfo> SimulatedSource::open(const Context&, const FolderRef& folder) {
  if (auto answered = answer_at_all(); !answered) return answered.error();
  return FolderInfo{folder, "Wedding"};
}

Result<FolderPage> SimulatedSource::list(const Context&, const FolderRef& folder,
                                         const std::string& page_token) {
  if (auto answered = answer_at_all(); !answered) return answered.error();
  if (faults && folder.id != SourceTree::kRoot && dice_.chance(1)) {
    return Error{ErrorCode::folder_forbidden, "not for you"};
  }
  const auto& of = tree_.folders.at(folder.id);
  const std::size_t offset = page_token.empty() ? 0 : std::stoul(page_token);
  if (faults && offset > 0 && dice_.chance(10)) {
    return Error{ErrorCode::page_token_rejected, "the page token has expired"};
  }
  if (faults && offset > 0 && dice_.chance(6)) return page_at(of, offset - of.page_files);
  return page_at(of, offset);
}

FolderPage SimulatedSource::page_at(const TreeFolder& folder, std::size_t offset) const {
  FolderPage page;
  const auto end = std::min(offset + folder.page_files, folder.files.size());
  for (auto at = offset; at < end; ++at) {
    page.files.push_back({tree_.files.at(folder.files[at]).listed, {}});
  }
  if (end < folder.files.size()) {
    page.next_page_token = std::to_string(end);
    return page;
  }
  for (const auto& id : folder.folders) page.folders.push_back({{kind(), id, {}}, id});
  return page;
}

Result<> SimulatedSource::fetch(const Context&, const SourceFile& file, Spool& into) {
  if (auto answered = answer_at_all(); !answered) return answered.error();
  if (faults && dice_.chance(2)) return Error{ErrorCode::source_forbidden, "not for you"};
  if (faults && dice_.chance(2)) return Error{ErrorCode::download_quota_exceeded, "not today"};
  const auto& found = tree_.files.at(file.id);
  if (found.expected == FileState::failed) return Error{ErrorCode::source_gone, "it is gone"};
  return write_text(into, bytes_sent(found.bytes));
}

std::string SimulatedSource::bytes_sent(const std::string& bytes) {
  if (!faults || !dice_.chance(8)) return bytes;
  auto sent = bytes;
  switch (dice_.below(4)) {
    case 0: sent[sent.size() - 3] = static_cast<char>(sent[sent.size() - 3] ^ 0x20); return sent;
    case 1: return sent.substr(0, sent.size() - 1);
    case 2: return sent + "more";
    default: return "<!DOCTYPE html><html><body>Sign in</body></html>";
  }
}

}  // namespace pixferry
