#include "simulator/google_drive/file_resource.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kFileFields =
    "kind,id,name,mimeType,description,starred,trashed,explicitlyTrashed,parents,version,"
    "webContentLink,webViewLink,iconLink,hasThumbnail,thumbnailLink,thumbnailVersion,"
    "createdTime,modifiedTime,sharedWithMeTime,driveId,teamDriveId,ownedByMe,shared,owners,"
    "size,quotaBytesUsed,md5Checksum,sha1Checksum,sha256Checksum,headRevisionId,resourceKey,"
    "originalFilename,fileExtension,fullFileExtension,copyRequiresWriterPermission,"
    "downloadRestrictions,videoMediaMetadata,exportLinks,permissionIds,properties,appProperties,"
    "capabilities(canDownload,canListChildren,canEdit,canCopy),"
    "shortcutDetails(targetId,targetMimeType,targetResourceKey),"
    "imageMediaMetadata(width,height,rotation,isoSpeed,subjectDistance,aperture,exposureBias,"
    "exposureTime,focalLength,maxApertureValue,cameraMake,cameraModel,colorSpace,exposureMode,"
    "lens,meteringMode,sensor,time,whiteBalance,flashUsed,location(latitude,longitude,altitude)"
    ")";

/// RFC 3339 with milliseconds, as Drive writes times.
std::string drive_time(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

/// How often the picture must be turned by 90 degrees clockwise.
int quarter_turns(int orientation) {
  switch (orientation) {
    case 3:
    case 4: return 2;
    case 5:
    case 6: return 1;
    case 7:
    case 8: return 3;
    default: return 0;
  }
}

bj::object image_metadata(const PhotoTraits& photo) {
  bj::object metadata{{"width", photo.width},
                      {"height", photo.height},
                      {"rotation", quarter_turns(photo.orientation)}};
  if (photo.camera_make.empty()) return metadata;
  metadata["cameraMake"] = photo.camera_make;
  metadata["cameraModel"] = photo.camera_model;
  metadata["time"] = photo.taken;
  if (photo.place) {
    metadata["location"] = {{"latitude", photo.place->latitude_degrees},
                            {"longitude", photo.place->longitude_degrees}};
  }
  return metadata;
}

/// Where a document can be had in other formats; this look-alike does not serve them.
bj::object export_links(std::string_view id) {
  constexpr std::string_view kLink =
      "https://docs.google.com/feeds/download/documents/export/Export?id={}&exportFormat={}";
  return {{"application/pdf", fmt::format(kLink, id, "pdf")},
          {"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
           fmt::format(kLink, id, "docx")}};
}

bj::object chosen(const bj::object& all, const FieldMask& fields) {
  bj::object kept;
  for (const auto& [key, value] : all) {
    if (fields.wants(key)) kept[key] = value;
  }
  return kept;
}

class Resource {
 public:
  Resource(const DriveTree& tree, const DriveEntry& entry, const FieldMask& fields)
      : tree_(tree), entry_(entry), fields_(fields) {}

  bj::object make() {
    add_identity();
    add_relations();
    if (!std::holds_alternative<std::monostate>(entry_.content)) add_content();
    // Docs editors files have a size too; it says nothing about bytes to download.
    if (entry_.mime_type == kDocumentType) {
      add_text("size", "1024");
      add_part("exportLinks", export_links(entry_.id));
    }
    return std::move(object_);
  }

 private:
  void add_text(std::string_view field, std::string_view text) {
    if (fields_.wants(field)) object_[field] = text;
  }
  void add_flag(std::string_view field, bool flag) {
    if (fields_.wants(field)) object_[field] = flag;
  }
  void add_part(std::string_view field, const bj::object& part) {
    if (fields_.wants(field)) object_[field] = chosen(part, fields_.of(field));
  }

  void add_identity() {
    add_text("kind", "drive#file");
    add_text("id", entry_.id);
    add_text("name", entry_.name);
    add_text("mimeType", entry_.mime_type);
    add_flag("trashed", false);
    add_text("createdTime", drive_time(entry_.created));
    add_text("modifiedTime", drive_time(entry_.modified));
    if (!entry_.resource_key.empty()) add_text("resourceKey", entry_.resource_key);
    if (entry_.is_in_shared_drive) add_text("driveId", kSharedDrive);
  }

  void add_relations() {
    if (!entry_.parent_id.empty() && fields_.wants("parents")) {
      object_["parents"] = bj::array{bj::string{entry_.parent_id}};
    }
    if (fields_.wants("capabilities")) {
      add_part("capabilities", {{"canDownload", entry_.can_download},
                                {"canListChildren", entry_.is_folder()},
                                {"canEdit", false},
                                {"canCopy", entry_.can_download && !entry_.is_folder()}});
    }
    add_flag("copyRequiresWriterPermission", !entry_.can_download);
    if (entry_.shortcut) add_shortcut(*entry_.shortcut);
  }

  void add_shortcut(const ShortcutTarget& shortcut) {
    bj::object target{{"targetId", shortcut.id}, {"targetMimeType", shortcut.mime_type}};
    if (!shortcut.resource_key.empty()) target["targetResourceKey"] = shortcut.resource_key;
    add_part("shortcutDetails", target);
  }

  void add_content() {
    const auto size = std::to_string(tree_.size_bytes(entry_));
    add_text("size", size);
    add_text("quotaBytesUsed", size);
    add_text("originalFilename", entry_.name);
    if (fields_.wants("headRevisionId")) add_text("headRevisionId", tree_.revision(entry_));
    if (fields_.wants("md5Checksum") || fields_.wants("sha256Checksum")) {
      const auto digests = *tree_.digests(entry_);
      add_text("md5Checksum", digests.md5.hex());
      add_text("sha256Checksum", digests.sha256.hex());
    }
    const auto* photo = tree_.photo_traits(entry_);
    // Drive looks into what is declared to be an image, and only there.
    if (photo && entry_.mime_type.starts_with("image/") && fields_.wants("imageMediaMetadata")) {
      add_part("imageMediaMetadata", image_metadata(*photo));
    }
  }

  const DriveTree& tree_;
  const DriveEntry& entry_;
  const FieldMask& fields_;
  bj::object object_;
};

}  // namespace

const FieldMask& known_file_fields() {
  static const FieldMask known = *FieldMask::parse(kFileFields);
  return known;
}

const FieldMask& known_list_fields() {
  static const FieldMask known =
      *FieldMask::parse(fmt::format("kind,nextPageToken,incompleteSearch,files({})", kFileFields));
  return known;
}

boost::json::object file_resource(const DriveTree& tree, const DriveEntry& entry,
                                  const FieldMask& fields) {
  return Resource{tree, entry, fields}.make();
}

}  // namespace pixferry::simulator
