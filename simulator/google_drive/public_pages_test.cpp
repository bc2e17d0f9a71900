#include "simulator/google_drive/google_drive_fixture.hpp"
#include "simulator/google_drive/public_html.hpp"

namespace pixferry::simulator {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The simulator's pages for people who are not signed in.
class PublicPagesTest : public GoogleDriveTest {
 protected:
  static SimulatorOptions staged(std::string_view faults) {
    auto options = small();
    options.faults = *parse_fault_plan(faults);
    return options;
  }

  RawAnswer folder(std::string_view id, std::string_view more = "") {
    return client_->get("/embeddedfolderview?id=" + std::string{id} + std::string{more});
  }
  RawAnswer download(std::string_view id, std::string_view more = "",
                     std::string_view headers = "") {
    return client_->get("/download?id=" + std::string{id} + "&export=download" + std::string{more},
                        headers);
  }
};

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST_F(PublicPagesTest, AFolderIsOnePageOfEntriesOnOneLine) {
  start();
  const auto answer = folder(kDemoFolder);
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.header("Content-Type"), HasSubstr("text/html"));
  EXPECT_EQ(answer.body.find('\n'), std::string::npos);
  EXPECT_THAT(answer.body, HasSubstr("<title>Pixferry demo</title>"));
  EXPECT_THAT(answer.body, HasSubstr("<body class=\"flip-embedded\">"));
  // A shortcut that leads nowhere is not shown.
  EXPECT_EQ(count_of(answer.body, "id=\"entry-"),
            simulator_->tree().count_children(kDemoFolder) - 1);
  const auto photo = entry_named("same name.jpg");
  EXPECT_THAT(answer.body, HasSubstr("<a href=\"https://drive.google.com/file/d/" + photo.id +
                                     "/view?usp=drive_web\" target=\"_blank\">"));
  EXPECT_THAT(answer.body, HasSubstr("/16/type/image/jpeg\" alt=\"\"/>"));
  EXPECT_THAT(answer.body,
              HasSubstr("https://drive.google.com/drive/folders/" + first_subfolder()));
  EXPECT_THAT(answer.body, HasSubstr("https://docs.google.com/document/d/"));
}

TEST_F(PublicPagesTest, NamesAreEscaped) {
  EXPECT_EQ(html_escaped("<a href=\"x\">R&D's</a>"),
            "&lt;a href=&quot;x&quot;&gt;R&amp;D&#39;s&lt;/a&gt;");
}

TEST_F(PublicPagesTest, ShowsNoMoreThanItsBound) {
  auto options = small();
  options.public_entries_max = 5;
  start(options);
  EXPECT_EQ(count_of(folder(kDemoFolder).body, "id=\"entry-"), 5U);
}

TEST_F(PublicPagesTest, WhatIsNotSharedAsksToSignInAndWhatIsNotThereIsNotFound) {
  start();
  const auto hidden = folder(kPrivateFolder);
  EXPECT_EQ(hidden.status, 302);
  EXPECT_THAT(hidden.header("Location"), HasSubstr("https://accounts.google.com/"));
  EXPECT_EQ(folder(kNobody).status, 404);
  EXPECT_EQ(folder(kSinglePhoto).status, 404) << "a file is no folder";
  EXPECT_EQ(folder(kKeyedFolder).status, 404);
  const auto keyed = folder(kKeyedFolder, "&resourcekey=" + std::string{kKeyedFolderKey});
  EXPECT_EQ(keyed.status, 200);
  EXPECT_THAT(keyed.body, HasSubstr("&amp;resourcekey=0-PixferryPhotoKey"));
}

TEST_F(PublicPagesTest, TheWayToADownloadLeadsToTheDownload) {
  start();
  const auto way = client_->get("/uc?id=x&export=download", "Host: 127.0.0.1:1\r\n");
  EXPECT_EQ(way.status, 303);
  EXPECT_THAT(way.header("Location"), HasSubstr("/download?id=x&export=download"));
}

TEST_F(PublicPagesTest, GivesAFileAsAnAttachmentAndPartsOfIt) {
  start();
  const auto photo = *simulator_->tree().find(kSinglePhoto);
  const auto whole = download(kSinglePhoto);
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.header("Content-Disposition"),
            "attachment; filename=\"single.jpg\"; filename*=UTF-8''single.jpg");
  EXPECT_EQ(static_cast<std::int64_t>(whole.body.size()), simulator_->tree().size_bytes(photo));
  const auto part = download(kSinglePhoto, "", "Range: bytes=0-0\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.header("Content-Range"), "bytes 0-0/" + std::to_string(whole.body.size()));
}

TEST_F(PublicPagesTest, PagesComeInPlaceOfFilesWithStatus200) {
  start(staged("download:quota=1x"));
  const auto quota = download(kSinglePhoto);
  EXPECT_EQ(quota.status, 200);
  EXPECT_THAT(quota.body, HasSubstr("<title>Google Drive - Quota exceeded</title>"));
  EXPECT_EQ(quota.header("Content-Disposition"), "");
  EXPECT_EQ(download(kSinglePhoto).header("Content-Type"), "image/jpeg") << "once only";
  EXPECT_THAT(download(entry_named("view only.jpg").id).body, HasSubstr("given you permission"));
  EXPECT_EQ(download(entry_named("Packing list").id).status, 500);
}

TEST_F(PublicPagesTest, AWarningIsOvercomeByItsWholeFormAlone) {
  start(staged("download:virus=always"));
  const auto warning = download(kSinglePhoto);
  EXPECT_EQ(warning.status, 200);
  EXPECT_THAT(warning.body, HasSubstr("<form id=\"download-form\""));
  EXPECT_THAT(warning.body, HasSubstr("name=\"confirm\" value=\"t\""));
  EXPECT_THAT(download(kSinglePhoto, "&confirm=t").body, HasSubstr("download-form"));
  const auto confirmed =
      download(kSinglePhoto, "&confirm=t&uuid=" + std::string{kConfirmationUuid});
  EXPECT_EQ(confirmed.header("Content-Type"), "image/jpeg");
}

TEST_F(PublicPagesTest, FaultsAreWebPages) {
  start(staged("download:429+2s=1x,list:503=1x,list:sign-in=1x"));
  const auto sorry = download(kSinglePhoto);
  EXPECT_EQ(sorry.status, 429);
  EXPECT_EQ(sorry.header("Retry-After"), "2");
  EXPECT_THAT(sorry.body, HasSubstr("<title>Sorry...</title>"));
  EXPECT_THAT(folder(kDemoFolder).body, HasSubstr("Error 503"));
  EXPECT_EQ(folder(kDemoFolder).status, 302);
  EXPECT_EQ(folder(kDemoFolder).status, 200);
  EXPECT_EQ(simulator_->counters().of(Operation::list).faults, 2U);
}

}  // namespace
}  // namespace pixferry::simulator
