#include "pipeline/source/google_drive/drive_provider.hpp"
#include "testing/canned_drive.hpp"
#include "testing/spool_text.hpp"
#include "testing/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <span>
#include <string>
#include <utility>

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string refused_for(const std::string& reason) {
  return loopback_answer(403, R"({"error":{"errors":[{"reason":")" + reason + R"("}]}})");
}

class FetchingFromDrive : public testing::Test {
 protected:
  void SetUp() override {
    room_.directory = directory_.path();
    file_.id = "1File";
    file_.resource_key = "0-key";
  }

  Spool open(std::int64_t bytes_max = 1 << 20,
             std::function<Result<>(std::span<const std::byte>)> inspect_head = {}) {
    auto spool = Spool::open(room_, {std::nullopt, bytes_max, false, std::move(inspect_head)});
    EXPECT_TRUE(spool);
    return std::move(*spool);
  }
  Error refusal(Spool& spool) {
    const auto fetched = drive_.provider().fetch({}, file_, spool);
    EXPECT_FALSE(fetched);
    if (fetched) return Error{ErrorCode::internal, ""};
    EXPECT_THAT(fetched.error().message, AllOf(Not(IsEmpty()), Not(HasSubstr("secret-key"))));
    return fetched.error();
  }

  TemporaryDirectory directory_;
  SpoolRoom room_;
  CannedDrive drive_;
  SourceFile file_;
};

TEST_F(FetchingFromDrive, SpoolsTheBytesAndAsksForThemAsDriveDocuments) {
  drive_.answer("/files/1File?", loopback_answer(200, "the bytes"));
  auto spool = open();
  const auto fetched = drive_.provider().fetch({}, file_, spool);
  ASSERT_TRUE(fetched) << fetched.error().message;
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(text_of(spool), "the bytes");
  ASSERT_THAT(drive_.requests(), SizeIs(1));
  const auto request = drive_.requests()[0];
  EXPECT_EQ(request.method, "GET");
  EXPECT_THAT(request.target, AllOf(HasSubstr("?alt=media&"), HasSubstr("supportsAllDrives=true"),
                                    HasSubstr("key=secret-key")));
  EXPECT_EQ(request.headers.at("x-goog-drive-resource-keys"), "1File/0-key");
}

TEST_F(FetchingFromDrive, AnEmptyFileIsFetchedWithoutARange) {
  file_.size_bytes = 0;
  drive_.answer("/files/1File?", loopback_answer(200, ""));
  auto spool = open();
  ASSERT_TRUE(drive_.provider().fetch({}, file_, spool));
  ASSERT_TRUE(spool.finish());
  EXPECT_EQ(spool.size_bytes(), 0);
  EXPECT_EQ(drive_.requests()[0].headers.count("range"), 0u);
}

TEST_F(FetchingFromDrive, NothingOfARefusalIsSpooled) {
  const std::pair<std::string, ErrorCode> refusals[] = {
      {refused_for("downloadQuotaExceeded"), ErrorCode::download_quota_exceeded},
      {refused_for("cannotDownloadFile"), ErrorCode::source_forbidden},
      {refused_for("cannotDownloadAbusiveFile"), ErrorCode::source_forbidden},
      {refused_for("userRateLimitExceeded"), ErrorCode::rate_limited},
      {loopback_answer(404, ""), ErrorCode::source_gone},
      {loopback_answer(500, "<html>"), ErrorCode::network},
      {loopback_answer(403, "<html><title>Sorry...</title>"), ErrorCode::rate_limited},
  };
  for (const auto& [response, code] : refusals) {
    drive_.answer("/files/1File?", response);
    auto spool = open();
    EXPECT_EQ(refusal(spool).code, code) << response;
    EXPECT_EQ(spool.size_bytes(), 0) << response;
  }
}

TEST_F(FetchingFromDrive, ABodyShorterThanItsLengthIsAPassingFault) {
  LoopbackServer server{[](LoopbackConnection& connection) {
    if (connection.receive())
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
  }};
  const SystemClock clock;
  const Limits limits;
  HttpClient http{{{server.origin()}, {}}, clock, limits};
  GoogleDrive drive{http, {server.origin(), Secret{"secret-key"}}, clock, limits};
  auto spool = open();
  const auto fetched = drive.fetch({}, file_, spool);
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().code, ErrorCode::network) << fetched.error().message;
}

TEST_F(FetchingFromDrive, APartOfAFileIsNotTakenForTheWhole) {
  drive_.answer("/files/1File?", loopback_answer(206, "part"));
  auto spool = open();
  EXPECT_EQ(refusal(spool).code, ErrorCode::network);
  drive_.answer("/files/1File?", "HTTP/1.1 204 No Content\r\n\r\n");
  auto empty = open();
  EXPECT_EQ(refusal(empty).code, ErrorCode::network);
}

TEST_F(FetchingFromDrive, WhatTheSpoolRefusesEndsTheTransferWithItsOwnReason) {
  drive_.answer("/files/1File?", loopback_answer(200, std::string(100'000, 'x')));
  auto small = open(1000);
  EXPECT_EQ(refusal(small).code, ErrorCode::too_large);
  auto picky = open(1 << 20, [](auto) {
    return Result<>{Error{ErrorCode::unsupported_type, "no image"}};
  });
  EXPECT_EQ(refusal(picky).code, ErrorCode::unsupported_type);
}

TEST_F(FetchingFromDrive, ARedirectToAnotherHostIsNotFollowedAndEndsTheFile) {
  drive_.answer("/files/1File?", loopback_answer(302, "", {{"Location", "https://evil.tld/x"}}));
  auto spool = open();
  const auto error = refusal(spool);
  EXPECT_EQ(error.code, ErrorCode::source_forbidden) << error.message;
}

TEST_F(FetchingFromDrive, ARedirectToGooglesPageForRobotsWantsALongPause) {
  const std::string page = "https://www.google.com/sorry/index?continue=x";
  drive_.answer("/files/1File?", loopback_answer(302, "", {{"Location", page}}));
  auto spool = open();
  const auto error = refusal(spool);
  EXPECT_EQ(error.code, ErrorCode::rate_limited) << error.message;
  EXPECT_GE(error.retry_after, std::chrono::minutes{15});
}

TEST_F(FetchingFromDrive, ARedirectToAnotherPageOfGooglesMayPass) {
  const std::string page = "https://accounts.google.com/ServiceLogin";
  drive_.answer("/files/1File?", loopback_answer(302, "", {{"Location", page}}));
  auto spool = open();
  EXPECT_EQ(refusal(spool).code, ErrorCode::network);
}

TEST_F(FetchingFromDrive, WithoutAKeyNothingIsAsked) {
  CannedDrive keyless{""};
  auto spool = open();
  const auto fetched = keyless.provider().fetch({}, file_, spool);
  ASSERT_FALSE(fetched);
  EXPECT_EQ(fetched.error().code, ErrorCode::credentials_missing);
  EXPECT_THAT(keyless.requests(), IsEmpty());
}

}  // namespace
}  // namespace pixferry
