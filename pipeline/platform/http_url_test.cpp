#include "pipeline/platform/http_url.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

std::string origin_of(const std::string& text) {
  const auto url = parse_http_url(text);
  return url ? url->origin : "refused";
}

std::string text_without_key(const std::string& text) {
  return without_key(parse_http_url(text).value()).text;
}

TEST(ParseHttpUrl, NamesTheOriginInOneWay) {
  EXPECT_EQ(origin_of("https://www.googleapis.com"), "https://www.googleapis.com");
  EXPECT_EQ(origin_of("HTTPS://WWW.GoogleApis.com:443/drive?x#y"), "https://www.googleapis.com");
  EXPECT_EQ(origin_of("http://127.0.0.1:9000/"), "http://127.0.0.1:9000");
  EXPECT_EQ(origin_of("http://2130706433:80/"), "http://127.0.0.1");
  EXPECT_EQ(origin_of("http://0x7f.1/"), "http://127.0.0.1");
  EXPECT_EQ(origin_of("http://[::1]:9000/"), "http://[::1]:9000");
}

TEST(ParseHttpUrl, RefusesWhatIsNoPlainWebAddress) {
  for (const auto* text :
       {"", "example.com", "//example.com", "ftp://example.com/", "file:///etc/passwd",
        "gopher://example.com", "javascript:alert(1)", "https://", "https://user@example.com/",
        "https://user:word@example.com/", "https://exa mple.com/", "https://example.com:99999/",
        "https://example.com:x/", "https://ex\xC3\xA4mple.com/", "https://a/\r\nHost: b",
        "https://a%2f.example.com/", "https://a\\b/", "https://a;b/"}) {
    EXPECT_EQ(origin_of(text), "refused") << text;
  }
  EXPECT_EQ(origin_of(std::string{"https://a/\0b", 12}), "refused");
}

TEST(ParseHttpUrl, NamesAPlaceWithoutTheQuery) {
  const auto url = parse_http_url("https://Example.com:8443/drive/v3/files?q=secret&key=k#part");
  EXPECT_EQ(url.value().place, "example.com:8443/drive/v3/files");
  EXPECT_EQ(url.value().text.find('#'), std::string::npos);
}

TEST(ParseHttpUrl, LeavesThePathAsItIs) {
  EXPECT_EQ(parse_http_url("https://a.b/x/../y/./z%2F").value().text, "https://a.b/x/../y/./z%2F");
}

TEST(RedirectTarget, IsResolvedAgainstWhereItStood) {
  const HttpUrl from = parse_http_url("https://a.example/b/c?d=1").value();
  const auto target = [&](const std::string& location) {
    const auto url = redirect_target(from, location);
    return url ? url->text : "refused";
  };
  EXPECT_EQ(target("/x"), "https://a.example/x");
  EXPECT_EQ(target("x?y=1"), "https://a.example/b/x?y=1");
  EXPECT_EQ(target("../x"), "https://a.example/x");
  EXPECT_EQ(target("//b.example/x"), "https://b.example/x");
  EXPECT_EQ(target("http://b.example/x"), "http://b.example/x");
  EXPECT_EQ(target("file:///etc/passwd"), "refused");
  EXPECT_EQ(target("//user@b.example/"), "refused");
}

TEST(WithoutKey, DropsThatParameterAndNoOther) {
  EXPECT_EQ(text_without_key("https://a.b/c"), "https://a.b/c");
  EXPECT_EQ(text_without_key("https://a.b/c?key=1"), "https://a.b/c");
  EXPECT_EQ(text_without_key("https://a.b/c?x=1&key=2&y=3"), "https://a.b/c?x=1&y=3");
  EXPECT_EQ(text_without_key("https://a.b/c?key&key=&monkey=1&keys=2"),
            "https://a.b/c?monkey=1&keys=2");
  EXPECT_EQ(text_without_key("https://a.b/key=1?q=key"), "https://a.b/key=1?q=key");
}

}  // namespace
}  // namespace pixferry
