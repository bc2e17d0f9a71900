#include "simulator/object_storage/supabase_storage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "testing/manual_clock.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;
using namespace std::chrono_literals;

struct Answered {
  int status;
  std::string body;
  bj::value json() const { return bj::parse(body); }
};

class SupabaseStorageTest : public testing::Test {
 protected:
  /// `place` is the path behind "/storage/v1", with its query.
  Answered ask(std::string_view method, const std::string& place, std::string body = {},
               std::vector<HttpHeader> headers = {{"apikey", kSecret}}) {
    const auto head =
        std::string{method} + " /storage/v1" + place + " HTTP/1.1\r\nHost: localhost\r\n";
    auto request = parse_request_head(head);
    EXPECT_TRUE(request);
    request->body = std::move(body);
    request->headers = std::move(headers);
    return taken(project_.answer(*supabase_route(*request), *request, fault_));
  }

  Answered upload(const std::string& key, std::string body, std::vector<HttpHeader> more = {}) {
    more.push_back({"apikey", kSecret});
    return ask("POST", "/object/images/" + key, std::move(body), std::move(more));
  }

  static Answered taken(const Response& response) {
    Answered answered{response.status, {}};
    for (const auto& slice : response.body) {
      answered.body.append(reinterpret_cast<const char*>(slice.bytes.data()), slice.bytes.size());
    }
    return answered;
  }

  static void expect_refused(const Answered& answer, std::string_view status_code,
                             std::string_view code) {
    EXPECT_EQ(answer.status, 400) << answer.body;
    EXPECT_EQ(answer.json().at("statusCode").as_string(), status_code) << answer.body;
    EXPECT_EQ(answer.json().at("code").as_string(), code) << answer.body;
  }

  static inline const std::string kSecret{SupabaseGate::kSecretKey};

  ManualClock clock_;
  SupabaseStorage project_{{.buckets = {{.is_public = false}}}, clock_};
  std::optional<Fault> fault_;
};

TEST_F(SupabaseStorageTest, RefusesASecondUploadUnlessItMayOverwrite) {
  EXPECT_EQ(upload("a.png", "one").json().at("Key"), "images/a.png");
  expect_refused(upload("a.png", "two"), "409", "KeyAlreadyExists");
  expect_refused(upload("a.png", "two", {{"x-upsert", "yes"}}), "409", "KeyAlreadyExists");
  EXPECT_EQ(upload("a.png", "two", {{"x-upsert", "true"}}).status, 200);
  EXPECT_EQ(ask("PUT", "/object/images/a.png", "three").status, 200);
  EXPECT_EQ(ask("GET", "/object/images/a.png").body, "three");
}

TEST_F(SupabaseStorageTest, RecordsWhatItWasGiven) {
  ASSERT_EQ(upload("a.png", "one").status, 200);
  ASSERT_EQ(upload("a.png", "abc", {{"x-upsert", "true"}}).status, 200);
  ASSERT_EQ(upload("b.png", "two").status, 200);
  const auto record = bj::parse(project_.record());
  EXPECT_EQ(record.at("count"), 2);
  EXPECT_EQ(record.at("puts"), 3);
  const auto& object = record.at("objects").at("images/a.png");
  EXPECT_EQ(object.at("puts"), 2);
  EXPECT_EQ(object.at("size_bytes"), 3);
  EXPECT_EQ(object.at("sha256"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(SupabaseStorageTest, LetsASignatureEndToTheSecond) {
  ASSERT_EQ(upload("a.png", "one").status, 200);
  const auto signature = ask("POST", "/object/sign/images/a.png", R"({"expiresIn":60})");
  const std::string place{signature.json().at("signedURL").as_string()};
  const auto read = [&](const std::string& from) { return ask("GET", from, {}, {}); };
  clock_.advance(59s);
  EXPECT_EQ(read(place).body, "one");
  clock_.advance(1s);
  expect_refused(read(place), "400", "InvalidJWT");
}

TEST_F(SupabaseStorageTest, TakesASignatureForItsObjectAlone) {
  ASSERT_EQ(upload("a.png", "one").status, 200);
  ASSERT_EQ(upload("b.png", "two").status, 200);
  const auto token = project_.gate().token_for("images/a.png", 60s);
  EXPECT_EQ(ask("GET", "/object/sign/images/a.png?token=" + token, {}, {}).body, "one");
  expect_refused(ask("GET", "/object/sign/images/b.png?token=" + token, {}, {}), "400",
                 "InvalidSignature");
  expect_refused(ask("GET", "/object/sign/images/a.png?token=bad", {}, {}), "400", "InvalidJWT");
}

TEST_F(SupabaseStorageTest, AsksForAKeyInTheHeadersThatItsKindGoesIn) {
  const auto with = [&](std::vector<HttpHeader> headers) {
    return ask("GET", "/bucket/images", {}, std::move(headers));
  };
  const auto jwt = project_.gate().key_with_role("service_role", 60s);
  EXPECT_EQ(with({}).status, 401);
  EXPECT_EQ(with({{"apikey", "sb_secret_other"}}).status, 401);
  EXPECT_EQ(with({{"apikey", jwt}, {"Authorization", "Bearer " + jwt}}).status, 200);
  expect_refused(with({{"apikey", jwt}}), "400", "InvalidRequest");
  EXPECT_EQ(with({{"apikey", kSecret}}).status, 200);
  expect_refused(with({{"apikey", kSecret}, {"Authorization", "Bearer " + kSecret}}), "403",
                 "AccessDenied");
  clock_.advance(60s);
  expect_refused(with({{"apikey", jwt}, {"Authorization", "Bearer " + jwt}}), "403",
                 "AccessDenied");
}

TEST_F(SupabaseStorageTest, SaysOfABadKeyThatTheBucketIsMissingWhereStorageDoes) {
  ASSERT_EQ(upload("a.png", "one").status, 200);
  const auto jwt = project_.gate().key_with_role("service_role", -1s);
  const std::vector<HttpHeader> headers{{"apikey", jwt}, {"Authorization", "Bearer " + jwt}};
  expect_refused(ask("GET", "/object/images/a.png", {}, headers), "404", "NoSuchBucket");
  expect_refused(ask("GET", "/object/authenticated/images/a.png", {}, headers), "403",
                 "AccessDenied");
}

TEST_F(SupabaseStorageTest, AnswersTheHeadOfAnAbsentObjectWithABareStatus400) {
  const auto answer = ask("HEAD", "/object/images/none.png");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, "");
}

TEST_F(SupabaseStorageTest, LeavesAbsentObjectsOutOfTheAnswerOfARemoval) {
  ASSERT_EQ(upload("a.png", "one").status, 200);
  const auto removed =
      ask("DELETE", "/object/images", R"({"prefixes":["a.png","none.png"]})").json();
  ASSERT_EQ(removed.as_array().size(), 1U);
  EXPECT_EQ(removed.at(0).at("name"), "a.png");
  EXPECT_TRUE(project_.buckets().objects().empty());
  expect_refused(ask("DELETE", "/object/images/a.png"), "404", "NoSuchKey");
}

TEST_F(SupabaseStorageTest, TellsTheStatusOfAnUnknownRouteAsANumber) {
  const auto answer = ask("GET", "/nope");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.json().at("statusCode"), 404);
}

TEST_F(SupabaseStorageTest, DoesWhatAnUnhappyAnswerDoesNotTell) {
  fault_ = Fault{FaultKind::internal_error_later, std::nullopt};
  EXPECT_EQ(upload("a.png", "one").status, 500);
  fault_ = Fault{FaultKind::internal_error, std::nullopt};
  EXPECT_EQ(upload("b.png", "one").status, 500);
  fault_ = Fault{FaultKind::not_stored, std::nullopt};
  EXPECT_EQ(upload("c.png", "one").json().at("Key"), "images/c.png");
  EXPECT_THAT(project_.buckets().objects(), testing::ElementsAre(testing::Key("images/a.png")));
}

TEST_F(SupabaseStorageTest, GivesAnotherEtagInTheBodyThatHasOne) {
  ASSERT_EQ(upload("a.png", "abc").status, 200);
  const auto etag = [&] { return ask("GET", "/object/info/images/a.png").json().at("etag"); };
  EXPECT_EQ(etag(), "\"900150983cd24fb0d6963f7d28e17f72\"");
  fault_ = Fault{FaultKind::wrong_etag, std::nullopt};
  EXPECT_NE(etag(), "\"900150983cd24fb0d6963f7d28e17f72\"");
}

}  // namespace
}  // namespace pixferry::simulator
