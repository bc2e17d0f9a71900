#include "simulator/dropbox/dropbox_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/content/dropbox_hash.hpp"

namespace pixferry::simulator {
namespace {

/// What Dropbox could not hold, and what it holds in its place: names as odd as they can be there.
struct OtherName {
  std::string_view drive;
  std::string_view dropbox;
};

constexpr std::array kOtherNames{
    OtherName{"2024/05/01 harbour.jpg", "..\\05 \"harbour\" $(x);--\t\x7f.jpg"},
    OtherName{"..", "\u202egpj.reversed \u2028.jpg"},
};

std::string without_case(std::string name) {
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

std::string name_of(const DriveEntry& entry) {
  const auto* other = std::ranges::find(kOtherNames, entry.name, &OtherName::drive);
  std::string name{other != kOtherNames.end() ? other->dropbox : entry.name};
  std::ranges::replace(name, '/', '_');
  if (entry.mime_type == kDocumentType) name += ".gdoc";
  return name;
}

/// "a (1).jpg", "a (2).jpg" and so on, as Dropbox names what would otherwise be called the same.
std::string unused_name(const std::string& name, const std::map<std::string, std::size_t>& used) {
  auto candidate = name;
  const auto dot = std::min(name.rfind('.'), name.size());
  for (int i = 1; used.contains(without_case(candidate)); ++i) {
    candidate = fmt::format("{} ({}){}", name.substr(0, dot), i, name.substr(dot));
  }
  return candidate;
}

bool can_be_held(const DriveEntry& entry) {
  return entry.mime_type != kShortcutType;
}

}  // namespace

std::optional<DropboxItem> DropboxTree::find(std::string_view entry_id) const {
  auto entry = tree_.find(entry_id);
  if (!entry || !can_be_held(*entry)) return std::nullopt;
  auto name = name_of(*entry);
  return DropboxItem{*std::move(entry), std::move(name)};
}

std::optional<DropboxItem> DropboxTree::find_below(std::string_view entry_id,
                                                   std::string_view path) const {
  auto item = find(entry_id);
  while (item && !path.empty()) {
    if (!path.starts_with('/') || !item->entry.is_folder()) return std::nullopt;
    path.remove_prefix(1);
    const auto slash = std::min(path.find('/'), path.size());
    const auto name = without_case(std::string{path.substr(0, slash)});
    path.remove_prefix(slash);
    const auto parent = folder(item->entry.id);
    const auto found = parent->by_name.find(name);
    if (found == parent->by_name.end()) return std::nullopt;
    item = parent->items[found->second];
  }
  return item;
}

std::shared_ptr<const DropboxTree::Items> DropboxTree::children(
    const std::string& folder_id) const {
  const auto parent = folder(folder_id);
  return {parent, &parent->items};
}

std::shared_ptr<const DropboxTree::Folder> DropboxTree::folder(const std::string& id) const {
  const std::lock_guard lock{mutex_};
  auto& kept = folders_[id];
  if (kept) return kept;
  auto made = std::make_shared<Folder>();
  for (auto& entry : tree_.children(id, 0, tree_.count_children(id))) {
    if (!can_be_held(entry)) continue;
    auto name = unused_name(name_of(entry), made->by_name);
    made->by_name.emplace(without_case(name), made->items.size());
    made->items.push_back({std::move(entry), std::move(name)});
  }
  return kept = std::move(made);
}

std::int64_t DropboxTree::size_bytes(const DropboxItem& file) const {
  return tree_.size_bytes(file.entry);
}

std::string DropboxTree::revision(const DropboxItem& file) const {
  const auto digests = tree_.digests(file.entry);
  return digests ? digests->md5.hex().substr(0, 11) : std::string{"0123456789a"};
}

Sha256 DropboxTree::content_hash(const DropboxItem& file) const {
  DropboxHash hash;
  const auto size = static_cast<std::size_t>(size_bytes(file));
  const auto digests = tree_.digests(file.entry);
  // Of a single block it follows from the block's digest, which the album has already.
  if (digests && size > 0 && size <= DropboxHash::kBlockBytes) {
    pixferry::RunningDigest outer{pixferry::RunningDigest::Algorithm::sha256};
    outer.update(std::as_bytes(std::span{digests->sha256.bytes}));
    return outer.finish<Sha256>();
  }
  for (const auto& slice : body(file)) hash.update(slice.bytes);
  return hash.finish();
}

bool DropboxTree::is_downloadable(const DropboxItem& file) {
  return file.entry.can_download && !file.entry.is_google_native();
}

std::vector<ExpectedFile> DropboxTree::expected(const std::string& folder_id) const {
  std::vector<ExpectedFile> files;
  for (const auto& item : *children(folder_id)) {
    if (item.entry.is_folder()) {
      std::ranges::move(expected(item.entry.id), std::back_inserter(files));
    } else {
      files.push_back(expected_file(item));
    }
  }
  return files;
}

ExpectedFile DropboxTree::expected_file(const DropboxItem& file) const {
  ExpectedFile expected{.id = file.id(), .name = file.name, .size_bytes = size_bytes(file)};
  const auto end = [&](FileState state, ErrorCode reason) {
    expected.state = state;
    expected.reason = reason;
    return expected;
  };
  if (file.entry.is_google_native()) return end(FileState::skipped, ErrorCode::google_document);
  if (!file.entry.can_download) return end(FileState::failed, ErrorCode::source_forbidden);
  if (!tree_.photo_traits(file.entry)) {
    // Names are all that Dropbox declares.
    const bool claims_to_be_image = file.name.ends_with(".jpg");
    return end(claims_to_be_image ? FileState::failed : FileState::skipped,
               ErrorCode::unsupported_type);
  }
  expected.sha256 = tree_.digests(file.entry)->sha256;
  return expected;
}

}  // namespace pixferry::simulator
