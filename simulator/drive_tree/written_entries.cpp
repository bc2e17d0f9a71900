#include "simulator/drive_tree/written_entries.hpp"

#include <fmt/format.h>

#include "simulator/drive_tree/well_known.hpp"

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kWritten{std::chrono::milliseconds{1'714'557'600'123}};

class Writer {
 public:
  explicit Writer(const WrittenPlan& plan) : plan_(plan), next_photo_(plan.first_photo) {}

  DriveEntry& add(std::string name, std::string_view mime_type, std::string_view parent) {
    const auto number = entries_.size();
    auto& entry = entries_.emplace_back();
    entry.id = plan_.ids.id_of({DriveIds::Kind::single, number});
    entry.name = std::move(name);
    entry.mime_type = mime_type;
    entry.parent_id = parent;
    entry.created = kWritten + std::chrono::minutes{number};
    entry.modified = entry.created - 1h;
    return entry;
  }

  DriveEntry& add_folder(std::string_view id, std::string name) {
    auto& folder = add(std::move(name), kFolderType, "");
    if (!id.empty()) folder.id = id;
    return folder;
  }

  DriveEntry& add_photo(std::string name, std::string_view parent) {
    // Every eighth photo of the album is a JPEG, the only type these entries declare.
    auto& photo = add(std::move(name), "image/jpeg", parent);
    photo.content = PhotoContent{next_photo_};
    next_photo_ += 8;
    return photo;
  }

  DriveEntry& add_text(std::string name, std::string_view mime_type, std::string text) {
    auto& file = add(std::move(name), mime_type, kDemoFolder);
    RunningDigest digest;
    digest.add(std::as_bytes(std::span{text}));
    file.content =
        PlainContent{std::make_shared<const std::string>(std::move(text)), digest.ended_with({})};
    return file;
  }

  DriveEntry& add_shortcut(std::string_view parent, const DriveEntry& target) {
    ShortcutTarget details{target.id, target.mime_type, target.resource_key};
    auto& shortcut = add(target.name, kShortcutType, parent);
    shortcut.shortcut = std::move(details);
    return shortcut;
  }

  const WrittenPlan& plan() const { return plan_; }
  std::vector<DriveEntry> take() { return std::move(entries_); }

 private:
  const WrittenPlan& plan_;
  std::uint64_t next_photo_;
  std::vector<DriveEntry> entries_;
};

void write_well_known(Writer& writer) {
  writer.add_folder(kEmptyFolder, "Nothing here yet");
  writer.add_folder(kKeyedFolder, "Older album").resource_key = kKeyedFolderKey;
  for (int i = 1; i <= 2; ++i) {
    writer.add_photo(fmt::format("scan {}.jpg", i), kKeyedFolder).resource_key =
        fmt::format("0-PixferryPhotoKey{:06}", i);
  }
  writer.add_folder(kSharedDrive, "Team photos").is_in_shared_drive = true;
  for (int i = 1; i <= 2; ++i) {
    writer.add_photo(fmt::format("team {}.jpg", i), kSharedDrive).is_in_shared_drive = true;
  }
  writer.add_photo("single.jpg", "").id = kSinglePhoto;
}

void write_odd_photos(Writer& writer) {
  writer.add_photo("same name.jpg", kDemoFolder);
  writer.add_photo("same name.jpg", kDemoFolder);
  writer.add_photo("2024/05/01 harbour.jpg", kDemoFolder);
  writer.add_photo("..", kDemoFolder);
  writer.add_photo("Gölbaşı 日の出 🌅 שקיעה.jpg", kDemoFolder);
  writer.add_photo("exported without a type", kDemoFolder).mime_type = "application/octet-stream";
  writer.add_photo("view only.jpg", kDemoFolder).can_download = false;
  if (!writer.plan().has_photo) return;
  auto& copy = writer.add_photo("Copy of " + writer.plan().some_photo.name, kDemoFolder);
  copy.mime_type = writer.plan().some_photo.mime_type;
  copy.content = writer.plan().some_photo.content;
}

void write_no_photos(Writer& writer) {
  writer.add("Packing list", kDocumentType, kDemoFolder);
  writer.add_text("waves.mp4", "video/mp4",
                  std::string{"\0\0\0\x18"
                              "ftypisom\0\0\2\0isomiso2",
                              24});
  writer.add_text("itinerary.pdf", "application/pdf", "%PDF-1.4\n%%EOF\n");
  writer.add_text("backup.bin", "application/octet-stream", "PK\x03\x04 not really an archive");
  writer.add_text("renamed.jpg", "image/jpeg", "This was a text before somebody renamed it.\n");
}

void write_shortcuts(Writer& writer) {
  const auto elsewhere = writer.add_folder("", "Shared by a friend");
  const auto lone = writer.add_photo("from a friend.jpg", "");
  writer.add_photo("picnic 1.jpg", elsewhere.id);
  writer.add_photo("picnic 2.jpg", elsewhere.id);
  writer.add_shortcut(kDemoFolder, elsewhere);
  writer.add_shortcut(kDemoFolder, lone);
  if (writer.plan().has_photo) writer.add_shortcut(kDemoFolder, writer.plan().some_photo);
  writer.add("Deleted long ago", kShortcutType, kDemoFolder);
  DriveEntry top;
  top.id = kDemoFolder;
  top.name = "Back to the top";
  top.mime_type = kFolderType;
  writer.add_shortcut(writer.plan().subfolder_id, top);
}

}  // namespace

std::vector<DriveEntry> written_entries(const WrittenPlan& plan) {
  Writer writer{plan};
  write_well_known(writer);
  if (plan.odd) {
    write_odd_photos(writer);
    write_no_photos(writer);
    write_shortcuts(writer);
  }
  return writer.take();
}

}  // namespace pixferry::simulator
