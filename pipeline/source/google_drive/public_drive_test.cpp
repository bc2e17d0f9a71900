#include "pipeline/source/google_drive/public_drive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "pipeline/platform/clock.hpp"
#include "pipeline/source/google_drive/drive_provider.hpp"
#include "pipeline/source/link.hpp"
#include "testing/loopback_server.hpp"
#include "testing/spool_text.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

#define SORRY "<html><head><title>Sorry...</title></head></html>"
#define CONFIRM                                                                          \
  "<html><form id=\"download-form\" action=\"https://evil.tld/download\"><input "        \
  "type=\"hidden\" name=\"id\" value=\"1File\"><input type=\"hidden\" name=\"confirm\" " \
  "value=\"t\"><input type=\"hidden\" name=\"uuid\" value=\"u&amp;1\"></form></html>"

std::string page(const std::string& html, int status = 200) {
  return loopback_answer(status, html, {{"Content-Type", "text/html; charset=utf-8"}});
}

std::string attachment(const std::string& bytes, const std::string& disposition = "",
                       int status = 200) {
  return loopback_answer(status, bytes, {{"Content-Disposition", "attachment" + disposition}});
}

/// Drive's public pages by the letter: each test says what comes back for a target.
class PublicDriveTest : public testing::Test {
 protected:
  void SetUp() override { room_.directory = directory_.path(); }

  void answer(const std::string& part, std::string response) { rules_[part] = std::move(response); }

  std::string respond(const LoopbackRequest& request) const {
    for (const auto& [part, response] : rules_) {
      if (request.target.find(part) != std::string::npos) return response;
    }
    return page("no rule", 404);
  }

  Spool open() {
    auto spool = Spool::open(room_, {std::nullopt, 1 << 20, false, {}});
    EXPECT_TRUE(spool);
    return *std::move(spool);
  }

  Error refusal_of_fetch() {
    auto spool = open();
    const auto fetched = drive_.fetch({}, file_, spool);
    EXPECT_FALSE(fetched);
    EXPECT_EQ(spool.size_bytes(), 0) << "nothing of a refusal is spooled";
    if (fetched) return Error{ErrorCode::internal, ""};
    EXPECT_THAT(fetched.error().message, AllOf(HasSubstr("1File"), Not(HasSubstr("0-key"))));
    return fetched.error();
  }

  std::map<std::string, std::string> rules_;
  TemporaryDirectory directory_;
  SpoolRoom room_;
  LoopbackServer server_{
      LoopbackServer::answering([this](const auto& request) { return respond(request); })};
  SystemClock clock_;
  Limits limits_;
  HttpClient http_{{.trusted_origins = {server_.origin()},
                    .redirect_suffixes = {},
                    .unfollowed_suffixes = {std::string{GoogleDrive::kUnfollowedSuffixes[0]}}},
                   clock_,
                   limits_};
  PublicDrive drive_{http_, {server_.origin() + "/", server_.origin()}, clock_, limits_};
  SourceFile file_{.id = "1File", .resource_key = "0-key"};
  const FolderRef root_{SourceKind::google_drive, "1Root", "0-key"};
};

TEST_F(PublicDriveTest, AsksForTheFolderPageInEnglishWithItsKey) {
  answer("/embeddedfolderview", page("<title>Été</title><div class=\"flip-entries\"></div>"));
  const auto info = drive_.open({}, root_);
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->name, "Été");
  EXPECT_EQ(info->folder, root_);
  EXPECT_EQ(server_.requests()[0].target, "/embeddedfolderview?id=1Root&resourcekey=0-key&hl=en");
}

TEST_F(PublicDriveTest, AFolderThatMayShowAPartOnlySaysSoAfterItsEntries) {
  const auto pages_of = [&](std::size_t entries) {
    std::string html = "<div class=\"flip-entries\">";
    for (std::size_t i = 0; i < entries; ++i) {
      html += "<div class=\"flip-entry\" id=\"entry-1Item" + std::to_string(100'000 + i) +
              "\"><div class=\"flip-entry-title\">x.jpg</div></div>";
    }
    answer("/embeddedfolderview", page(html + "</div>"));
    return drive_.list({}, root_, "");
  };
  const auto whole = pages_of(PublicDrive::kEntriesSureMax - 1);
  ASSERT_TRUE(whole);
  EXPECT_THAT(whole->next_page_token, IsEmpty());

  const auto full = pages_of(PublicDrive::kEntriesSureMax);
  ASSERT_TRUE(full);
  EXPECT_THAT(full->files, SizeIs(PublicDrive::kEntriesSureMax)) << "what is shown is imported";
  const auto beyond = drive_.list({}, root_, full->next_page_token);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, ErrorCode::listing_incomplete);
  EXPECT_THAT(beyond.error().message, AllOf(HasSubstr("1Root"), HasSubstr("may hide others")));
}

TEST_F(PublicDriveTest, EndsWhatThePageAlreadyShowsToBeNoImage) {
  answer("/embeddedfolderview",
         page("<div class=\"flip-entries\"><div class=\"flip-entry\" id=\"entry-1Film\"><img "
              "src=\"https://x/16/type/video/mp4\"><div class=\"flip-entry-title\">a.mp4</div>"
              "</div></div>"));
  const auto listed = drive_.list({}, root_, "");
  ASSERT_TRUE(listed && listed->files.size() == 1);
  ASSERT_TRUE(listed->files[0].ended);
  EXPECT_EQ(listed->files[0].ended->reason, ErrorCode::unsupported_type);
}

TEST_F(PublicDriveTest, FillsInTheFormThatAsksForAConfirmationAtAnAddressOfOurOwn) {
  answer("/uc?", page(CONFIRM));
  answer("/download?", attachment("the bytes"));
  auto spool = open();
  const auto fetched = drive_.fetch({}, file_, spool);
  ASSERT_TRUE(fetched) << fetched.error().message;
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(text_of(spool), "the bytes");
  ASSERT_THAT(server_.requests(), SizeIs(2));
  EXPECT_EQ(server_.requests()[0].target, "/uc?id=1File&resourcekey=0-key&export=download");
  EXPECT_EQ(server_.requests()[1].target, "/download?id=1File&confirm=t&uuid=u%261");
}

TEST_F(PublicDriveTest, APageThatIsNotContentWithItsConfirmationIsNotAskedAgain) {
  answer("/uc?", page(CONFIRM));
  answer("/download?", page(CONFIRM));
  EXPECT_EQ(refusal_of_fetch().code, ErrorCode::html_instead_of_image);
  EXPECT_THAT(server_.requests(), SizeIs(2));
}

TEST_F(PublicDriveTest, EveryPageInPlaceOfAFileHasItsMeaning) {
  const std::pair<std::string, ErrorCode> answers[] = {
      {page("<html><title>Google Drive - Quota exceeded</title>"),
       ErrorCode::download_quota_exceeded},
      {page("<html><title>Sign in - Google Accounts</title>"), ErrorCode::source_forbidden},
      {page("<html>this file is infected with a virus"), ErrorCode::source_forbidden},
      {page("<html>anything"), ErrorCode::html_instead_of_image},
      {page("<html>" + std::string(3 << 20, ' ')), ErrorCode::html_instead_of_image},
      {page("\n  <!DOCTYPE html><p>anything"), ErrorCode::html_instead_of_image},
      {page(SORRY), ErrorCode::rate_limited},
      {page(SORRY, 429), ErrorCode::rate_limited},
      {page(SORRY, 403), ErrorCode::rate_limited},
      {page("<html>", 403), ErrorCode::source_forbidden},
      {page("<html>", 404), ErrorCode::source_gone},
      {page("<html>", 500), ErrorCode::network},
      {page("<html>", 408), ErrorCode::timeout},
      {loopback_answer(206, "part"), ErrorCode::network},
      {loopback_answer(302, "", {{"Location", "https://accounts.google.com/ServiceLogin"}}),
       ErrorCode::source_forbidden},
      {loopback_answer(302, "", {{"Location", "https://www.google.com/sorry/index"}}),
       ErrorCode::rate_limited},
      {loopback_answer(302, "", {{"Location", "https://evil.tld/"}}), ErrorCode::source_forbidden},
  };
  file_.resource_key.clear();
  for (const auto& [response, code] : answers) {
    answer("/uc?", response);
    auto spool = open();
    const auto fetched = drive_.fetch({}, file_, spool);
    ASSERT_FALSE(fetched) << response.substr(0, 200);
    EXPECT_EQ(fetched.error().code, code) << response.substr(0, 200) << fetched.error().message;
    EXPECT_THAT(fetched.error().message, Not(IsEmpty()));
  }
}

TEST_F(PublicDriveTest, WhatLooksLikeARobotsNetworkPausesLong) {
  answer("/uc?", page(SORRY, 429));
  EXPECT_GE(refusal_of_fetch().retry_after, std::chrono::minutes{15});
}

TEST_F(PublicDriveTest, AWebPageThatIsTheFileIsNoImageAndNoRefusal) {
  answer("/uc?", attachment("<html>my homepage</html>"));
  EXPECT_EQ(([&] {
              auto spool = open();
              return drive_.fetch({}, file_, spool).error().code;
            })(),
            ErrorCode::unsupported_type);
}

TEST_F(PublicDriveTest, EveryByteOfAFileArrivesHoweverLongItIs) {
  for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, 300'000U}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31);
    answer("/uc?", attachment(bytes));
    auto spool = open();
    ASSERT_TRUE(drive_.fetch({}, file_, spool));
    ASSERT_TRUE(spool.finish());
    EXPECT_EQ(text_of(spool), bytes) << size;
  }
}

class OpeningASingleFile : public PublicDriveTest {
 protected:
  FolderInfo opened() {
    const auto info = drive_.open({}, root_);
    EXPECT_TRUE(info) << info.error().message;
    return info ? *info : FolderInfo{};
  }
};

TEST_F(OpeningASingleFile, IsDoneByItsFirstByte) {
  answer("/uc?", loopback_answer(206, "\xff",
                                 {{"Content-Disposition",
                                   "attachment; filename=\"_t_.jpg\"; "
                                   "filename*=UTF-8''%C3%A9t%C3%A9.jpg"},
                                  {"Content-Range", "bytes 0-0/12345"},
                                  {"Content-Type", "image/jpeg"}}));
  const auto info = opened();
  ASSERT_TRUE(info.file);
  EXPECT_EQ(info.name, "été.jpg");
  EXPECT_EQ(info.file->file.id, "1Root");
  EXPECT_EQ(info.file->file.resource_key, "0-key");
  EXPECT_EQ(info.file->file.size_bytes, 12345);
  EXPECT_EQ(info.file->file.mime_type, "image/jpeg");
  EXPECT_EQ(server_.requests()[1].headers.at("range"), "bytes=0-0");
}

TEST_F(OpeningASingleFile, NeedsNoRange) {
  answer("/uc?", attachment("all of it", "; filename=\"a \\\"b\\\".jpg\""));
  EXPECT_EQ(opened().name, "a \"b\".jpg");
  answer("/uc?", attachment(std::string(2 << 20, 'x'), "; filename=x.jpg"));
  EXPECT_EQ(opened().name, "1Root") << "too much to wait for its name";
}

TEST_F(OpeningASingleFile, IsConfirmedWhereGoogleAsks) {
  answer("/uc?", page(CONFIRM));
  answer("/download?", attachment("x", "; filename=plain.jpg", 206));
  EXPECT_EQ(opened().name, "plain.jpg");
}

TEST_F(OpeningASingleFile, LeavesItToTheDownloadToSayWhatItMeets) {
  answer("/uc?", page("<html><title>Google Drive - Quota exceeded</title>"));
  EXPECT_TRUE(opened().file);
  answer("/uc?", page("<html>this file is infected with a virus"));
  EXPECT_TRUE(opened().file);
}

TEST_F(OpeningASingleFile, WhereThereIsNeitherFolderNorFileSaysSo) {
  for (const auto& response :
       {page("<html>", 404), page("<html>other"), page("<html>", 403),
        loopback_answer(302, "", {{"Location", "https://accounts.google.com/x"}})}) {
    answer("/uc?", response);
    const auto info = drive_.open({}, root_);
    ASSERT_FALSE(info) << response;
    EXPECT_EQ(info.error().code, ErrorCode::folder_not_found);
    EXPECT_THAT(info.error().message, HasSubstr("folder 1Root"));
  }
  answer("/uc?", page("<html>", 503));
  EXPECT_EQ(drive_.open({}, root_).error().code, ErrorCode::network) << "it may pass";
}

TEST_F(PublicDriveTest, RecognisesLinksToFoldersAndFiles) {
  for (const auto target : {Link::Target::folder, Link::Target::file, Link::Target::unknown}) {
    EXPECT_TRUE(drive_.recognise({SourceKind::google_drive, target, "1Root00000", "0-key"}));
  }
  EXPECT_FALSE(drive_.recognise({SourceKind::dropbox, Link::Target::folder, "sh/a/b", ""}));
}

#undef SORRY
#undef CONFIRM

}  // namespace
}  // namespace pixferry
