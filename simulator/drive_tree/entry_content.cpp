#include "simulator/drive_tree/drive_tree.hpp"

namespace pixferry::simulator {

std::int64_t DriveTree::size_bytes(const DriveEntry& entry) const {
  if (const auto* photo = std::get_if<PhotoContent>(&entry.content)) {
    return album_.size_bytes(photo->number);
  }
  const auto* plain = std::get_if<PlainContent>(&entry.content);
  return plain ? static_cast<std::int64_t>(plain->text->size()) : 0;
}

std::optional<Digests> DriveTree::digests(const DriveEntry& entry) const {
  if (const auto* photo = std::get_if<PhotoContent>(&entry.content)) {
    return album_.digests(photo->number);
  }
  if (const auto* plain = std::get_if<PlainContent>(&entry.content)) return plain->digests;
  return std::nullopt;
}

Body DriveTree::body(const DriveEntry& entry) const {
  if (const auto* photo = std::get_if<PhotoContent>(&entry.content)) {
    return album_.body(photo->number);
  }
  const auto* plain = std::get_if<PlainContent>(&entry.content);
  if (!plain) return {};
  return {{plain->text, std::as_bytes(std::span{*plain->text})}};
}

const PhotoTraits* DriveTree::photo_traits(const DriveEntry& entry) const {
  const auto* photo = std::get_if<PhotoContent>(&entry.content);
  return photo ? &album_.traits(photo->number) : nullptr;
}

std::string DriveTree::revision(const DriveEntry& entry) const {
  const auto digests = this->digests(entry);
  if (!digests) return {};
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 7; ++i) number = (number << 8) | digests->sha256.bytes[i];
  return "0B" + ids_.id_of({DriveIds::Kind::revision, number});
}

}  // namespace pixferry::simulator
