#include "pipeline/source/google_drive/drive_entry.hpp"

#include <gtest/gtest.h>

#include <string>

namespace pixferry {
namespace {

DriveItem item_of_type(const std::string& mime_type, bool can_download = true) {
  DriveItem item;
  item.kind = kind_of(mime_type);
  item.file.mime_type = mime_type;
  item.can_download = can_download;
  return item;
}

TEST(DriveEntry, FetchesWhatIsAnImageOrMayBeOne) {
  for (const auto* type :
       {"image/jpeg", "image/heic", "image/x-canon-cr2", "image/x-adobe-dng", "image/unheard-of",
        "", "application/octet-stream", "binary/octet-stream", "application/x-unknown", "nonsense",
        "/", "application/vnd.google-appsx", "application/zi"}) {
    EXPECT_FALSE(end_at_listing(item_of_type(type))) << type;
  }
}

TEST(DriveEntry, SkipsWhatIsClearlyNoImage) {
  for (const auto* type :
       {"video/mp4", "Video/MP4", "audio/mpeg", "text/plain", "text/html; charset=utf-8",
        "application/pdf", "application/PDF;x=y", "application/zip", "application/x-zip-compressed",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/json", "font/woff2", "image/svg+xml", "IMAGE/SVG+XML; charset=utf-8"}) {
    const auto ended = end_at_listing(item_of_type(type));
    ASSERT_TRUE(ended) << type;
    EXPECT_TRUE(ended->skipped) << type;
    EXPECT_EQ(ended->reason, ErrorCode::unsupported_type) << type;
    EXPECT_FALSE(ended->detail.empty()) << type;
  }
}

TEST(DriveEntry, SkipsGoogleDocumentsWhoeverMayDownloadThem) {
  for (const bool can_download : {true, false}) {
    const auto ended =
        end_at_listing(item_of_type("application/vnd.google-apps.spreadsheet", can_download));
    ASSERT_TRUE(ended);
    EXPECT_TRUE(ended->skipped);
    EXPECT_EQ(ended->reason, ErrorCode::google_document);
  }
}

TEST(DriveEntry, FailsAnImageThatItsOwnerKeepsFromDownloads) {
  const auto ended = end_at_listing(item_of_type("image/jpeg", false));
  ASSERT_TRUE(ended);
  EXPECT_FALSE(ended->skipped);
  EXPECT_EQ(ended->reason, ErrorCode::source_forbidden);
}

TEST(DriveEntry, AForbiddenVideoIsSkippedAllTheSame) {
  const auto ended = end_at_listing(item_of_type("video/mp4", false));
  ASSERT_TRUE(ended);
  EXPECT_TRUE(ended->skipped);
}

}  // namespace
}  // namespace pixferry
