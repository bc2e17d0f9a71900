#include "api-gateway/routes/object_routes.hpp"

#include "api-gateway/routes/byte_range.hpp"
#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

const std::string kObjectKey =
    "o/3f/3fdba35f04dc8c462986c992bcf875546257113072a909c162f7e470e581e278.jpg";

class ObjectRoutes : public GatewayFixture {
 protected:
  ObjectRoutes() { objects_.objects[kObjectKey] = "0123456789"; }

  static std::string bytes(const http::Response& response) {
    const auto& file = std::get<http::FileBody>(response.body);
    std::string content(static_cast<std::size_t>(file.size_bytes), '\0');
    EXPECT_EQ(::pread(file.content.get(), content.data(), content.size(), file.offset_bytes),
              file.size_bytes);
    return content;
  }
};

TEST_F(ObjectRoutes, GiveTheBytesToWhoeverKnowsTheName) {
  config_.api_keys = {Secret{"k"}};
  const auto response = get("/objects/" + kObjectKey, {{"Host", "elsewhere"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(bytes(response), "0123456789");
  EXPECT_EQ(response.headers.find("Content-Type"), "image/jpeg");
  EXPECT_EQ(response.headers.find("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.headers.find("Content-Security-Policy"), "default-src 'none'; sandbox");
  EXPECT_EQ(response.headers.find("ETag"), "\"" + kObjectKey + "\"");
}

TEST_F(ObjectRoutes, RefuseEveryNameThatIsNoKeyOfOurs) {
  for (const std::string key : {"x", "o/3f/x.jpg", "../../etc/passwd", "..%2f..%2fetc%2fpasswd",
                                "o/3f/../../../../etc/passwd", "/etc/passwd", "o%00"}) {
    objects_.objects[key] = "secret";
    EXPECT_EQ(get("/objects/" + key).status, 404) << key;
  }
  EXPECT_EQ(get("/objects/" + kObjectKey + "/").status, 404);
}

TEST_F(ObjectRoutes, KnowNoObjectThatIsNotThere) {
  objects_.objects.clear();
  EXPECT_EQ(get("/objects/" + kObjectKey).status, 404);
  objects_.is_broken = true;
  EXPECT_EQ(get("/objects/" + kObjectKey).status, 503);
}

TEST_F(ObjectRoutes, SendNothingToAClientThatHasItAlready) {
  for (const std::string& known :
       std::vector<std::string>{"\"" + kObjectKey + "\"", std::string{"*"},
                                "W/\"" + kObjectKey + "\"", "\"other\", \"" + kObjectKey + "\""}) {
    const auto response = get("/objects/" + kObjectKey, {{"If-None-Match", known}});
    EXPECT_EQ(response.status, 304) << known;
    EXPECT_EQ(http::size_bytes(response.body), 0);
  }
  EXPECT_EQ(get("/objects/" + kObjectKey, {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(ObjectRoutes, SendTheRangeThatIsAskedFor) {
  const auto response = get("/objects/" + kObjectKey, {{"Range", "bytes=2-4"}});
  EXPECT_EQ(response.status, 206);
  EXPECT_EQ(bytes(response), "234");
  EXPECT_EQ(response.headers.find("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(bytes(get("/objects/" + kObjectKey, {{"Range", "bytes=-3"}})), "789");
}

TEST_F(ObjectRoutes, SendTheWholeWhereTheRangeIsOfAnotherVersion) {
  const http::Headers headers{{"Range", "bytes=2-4"}, {"If-Range", "\"other\""}};
  EXPECT_EQ(get("/objects/" + kObjectKey, headers).status, 200);
}

TEST_F(ObjectRoutes, NameTheSizeWhereTheRangeLiesOutside) {
  const auto response = get("/objects/" + kObjectKey, {{"Range", "bytes=10-"}});
  EXPECT_EQ(response.status, 416);
  EXPECT_EQ(response.headers.find("Content-Range"), "bytes */10");
}

TEST(ByteRange, IsReadAsTheStandardSays) {
  using routes::byte_range;
  using Kind = routes::ByteRange::Kind;
  const auto shown = [](std::optional<std::string_view> range, std::int64_t total) -> std::string {
    const auto read = byte_range(range, total);
    if (read.kind == Kind::whole) return "whole";
    if (read.kind == Kind::unsatisfiable) return "none";
    return std::to_string(read.first) + "+" + std::to_string(read.size_bytes);
  };
  EXPECT_EQ(shown(std::nullopt, 10), "whole");
  EXPECT_EQ(shown("items=1-2", 10), "whole");
  EXPECT_EQ(shown("bytes=0-1,3-4", 10), "whole");
  EXPECT_EQ(shown("bytes=0-", 10), "0+10");
  EXPECT_EQ(shown("bytes=0-0", 10), "0+1");
  EXPECT_EQ(shown("bytes=9-", 10), "9+1");
  EXPECT_EQ(shown("bytes=5-99", 10), "5+5");
  EXPECT_EQ(shown("bytes=-99", 10), "0+10");
  EXPECT_EQ(shown("bytes=9-9223372036854775807", 10), "9+1");
  for (const auto* range :
       {"bytes=10-", "bytes=4-3", "bytes=-0", "bytes=-", "bytes=", "bytes=a-b", "bytes=1-b",
        "bytes=--1", "bytes=1--2", "bytes= 1-2", "bytes=1", "bytes=99999999999999999999-"}) {
    EXPECT_EQ(shown(range, 10), "none") << range;
  }
  EXPECT_EQ(shown("bytes=0-0", 0), "none");
  EXPECT_EQ(shown("bytes=-1", 0), "none");
  EXPECT_EQ(shown(std::nullopt, 0), "whole");
}

TEST_F(ObjectRoutes, SendOnToAFreshLinkOfAnObjectInABucket) {
  is_bucket_ = true;
  const auto response = get("/objects/" + kObjectKey);
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(response.headers.find("Location"), "https://bucket/" + kObjectKey + "?valid=3600");
  EXPECT_EQ(response.headers.find("Cache-Control"), "private, max-age=3000");
}

TEST_F(ObjectRoutes, AskNoBucketForANameThatIsNoKeyOfOurs) {
  is_bucket_ = true;
  for (const std::string key : {"x", "o/3f/x.jpg", "../../etc/passwd", "https://elsewhere"}) {
    EXPECT_EQ(get("/objects/" + key).status, 404) << key;
  }
}

TEST_F(ObjectRoutes, SayWhyABucketGivesNoLink) {
  is_bucket_ = true;
  bucket_.is_broken = true;
  EXPECT_EQ(get("/objects/" + kObjectKey).status, 503);
}

}  // namespace
}  // namespace pixferry
