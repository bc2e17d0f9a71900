#include "api-gateway/web/web_app.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "testing/temporary_directory.hpp"

namespace pixferry::web {
namespace {

using testing::HasSubstr;

const std::vector<std::string> kBucket{"https://photos.example:8443"};

class WebAppTest : public testing::Test {
 protected:
  WebAppTest() {
    write("index.html", "<!doctype html>page");
    write("favicon.svg", "<svg/>");
    write("assets/index-4f2a.js", "plain script");
    write("assets/index-4f2a.js.br", "brotli script");
    write("assets/index-4f2a.js.gz", "gzip script");
    write("assets/index-9c.css", "style");
  }

  void write(const std::string& name, const std::string& content) const {
    const auto path = std::filesystem::path{folder_ / name};
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path} << content;
  }

  std::optional<http::Response> ask(const std::string& path, http::Headers headers = {},
                                    const std::string& method = "GET") {
    if (!app_) {
      auto read = WebApp::read(folder_.path(), kBucket);
      EXPECT_TRUE(read) << read.error().message;
      app_.emplace(*std::move(read));
    }
    http::Request request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    return app_->respond(request);
  }
  http::Response get(const std::string& path, http::Headers headers = {}) {
    return ask(path, std::move(headers)).value_or(http::Response{404, {}, {}});
  }

  static std::string content(const http::Response& response) {
    const auto* file = std::get_if<http::FileBody>(&response.body);
    if (file == nullptr) return std::get<std::string>(response.body);
    std::string text(static_cast<std::size_t>(file->size_bytes), '\0');
    EXPECT_EQ(::pread(file->content.get(), text.data(), text.size(), file->offset_bytes),
              static_cast<ssize_t>(text.size()));
    return text;
  }
  static std::string header(const http::Response& response, std::string_view name) {
    return std::string{response.headers.find(name).value_or("")};
  }

  TemporaryDirectory folder_;
  std::optional<WebApp> app_;
};

TEST_F(WebAppTest, ShowsItsPageUnderEveryAddressOfItsOwn) {
  for (const auto* path :
       {"/", "/imports", "/imports/550e8400", "/gallery", "/gallery/7", "/status", "/settings"}) {
    const auto response = get(path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(content(response), "<!doctype html>page") << path;
    EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  }
}

TEST_F(WebAppTest, HasNothingUnderAnyOther) {
  for (const auto* path :
       {"/imports/", "/imports/1/2", "/gallery/", "/import", "/images", "/jobs/1", "/health",
        "/docs", "/index.html", "/Gallery", "/statusx", "/assets", "/assets/", "/assets/other.js",
        "/favicon.svg/", "//", "", "*"}) {
    EXPECT_FALSE(ask(path)) << path;
  }
}

TEST_F(WebAppTest, LetsItsPageLoadFromThisServerAndImagesFromTheBucketToo) {
  const auto policy = header(get("/gallery"), "Content-Security-Policy");
  for (const auto* part :
       {"default-src 'self'", "script-src 'self'; ", "style-src 'self'; ", "connect-src 'self'; ",
        "img-src 'self' data: blob: https://photos.example:8443; ", "object-src 'none'",
        "base-uri 'none'", "frame-ancestors 'none'"}) {
    EXPECT_THAT(policy, HasSubstr(part));
  }
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

TEST_F(WebAppTest, LetsBrowsersKeepWhatCarriesAHashInItsName) {
  const auto script = get("/assets/index-4f2a.js");
  EXPECT_EQ(content(script), "plain script");
  EXPECT_EQ(header(script, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(script, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(get("/favicon.svg"), "Cache-Control"), "no-cache");
  EXPECT_EQ(header(get("/favicon.svg"), "Content-Type"), "image/svg+xml");
}

TEST_F(WebAppTest, SendsTheBestFormThatTheClientTakes) {
  const auto form = [&](const std::string& accepted) {
    return content(get("/assets/index-4f2a.js", {{"Accept-Encoding", accepted}}));
  };
  EXPECT_EQ(form("gzip, deflate, br"), "brotli script");
  EXPECT_EQ(form("gzip"), "gzip script");
  EXPECT_EQ(form("br;q=0, gzip"), "gzip script");
  EXPECT_EQ(form("identity"), "plain script");
  const auto brotli = get("/assets/index-4f2a.js", {{"Accept-Encoding", "br"}});
  EXPECT_EQ(header(brotli, "Content-Encoding"), "br");
  EXPECT_EQ(header(brotli, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(brotli, "Content-Type"), "text/javascript; charset=utf-8");
  const auto plain = get("/assets/index-4f2a.js");
  EXPECT_EQ(header(plain, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
  EXPECT_NE(header(plain, "ETag"), header(brotli, "ETag"));
  EXPECT_EQ(header(get("/assets/index-9c.css", {{"Accept-Encoding", "br"}}), "Vary"), "");
}

TEST_F(WebAppTest, DoesNotSendAgainWhatTheClientHas) {
  const auto etag = header(get("/"), "ETag");
  ASSERT_NE(etag, "");
  const auto again = get("/", {{"If-None-Match", "\"x\", " + etag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(content(again), "");
  EXPECT_EQ(header(again, "ETag"), etag);
  EXPECT_EQ(get("/", {{"If-None-Match", "\"other\""}}).status, 200);
  write("index.html", "<!doctype html>news");
  app_.reset();
  EXPECT_EQ(get("/", {{"If-None-Match", etag}}).status, 200);
}

TEST_F(WebAppTest, IsOnlyRead) {
  const auto refused = ask("/gallery", {}, "POST");
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 405);
  EXPECT_EQ(header(*refused, "Allow"), "GET, HEAD");
  EXPECT_EQ(ask("/", {}, "HEAD")->status, 200);
  EXPECT_FALSE(ask("/nowhere", {}, "POST"));
}

TEST_F(WebAppTest, LeadsNowhereElse) {
  std::ofstream{folder_ / "../outside.txt"} << "secret";
  write(".env", "secret");
  write("assets/.vite/manifest.json", "secret");
  std::filesystem::create_symlink("/etc/passwd", folder_ / "assets/link.txt");
  std::filesystem::create_directory_symlink("/etc", folder_ / "etc");
  for (const auto* path :
       {"/../outside.txt", "/assets/../../outside.txt", "/%2e%2e/outside.txt",
        "/assets/..%2f..%2foutside.txt", "/./index.html", "/assets/./index-9c.css",
        "//assets/index-9c.css", "/assets//index-9c.css", "/etc/passwd", "/assets/link.txt",
        "/.env", "/assets/.vite/manifest.json", "/assets/index-4f2a.js.br",
        "/assets/index-4f2a.js.gz", "/assets\\index-9c.css", "/assets/index-9c.css%00.js"}) {
    EXPECT_FALSE(ask(path)) << path;
  }
  std::filesystem::remove(folder_ / "../outside.txt");
}

TEST_F(WebAppTest, ServesWhatItReadWhateverBecomesOfTheFolder) {
  get("/");
  std::filesystem::remove_all(folder_ / "assets");
  write("index.html", "half a page");
  EXPECT_EQ(content(get("/")), "<!doctype html>page");
  EXPECT_EQ(content(get("/assets/index-9c.css")), "style");
}

TEST_F(WebAppTest, IsNotReadFromAFolderThatIsNone) {
  const auto error_of = [](const std::string& folder) {
    const auto read = WebApp::read(folder, {});
    return read ? std::string{} : read.error().message;
  };
  EXPECT_THAT(error_of(folder_ / "missing"), HasSubstr("missing"));
  EXPECT_THAT(error_of(folder_ / "index.html"), HasSubstr("index.html"));
  EXPECT_THAT(error_of(folder_ / "assets"), HasSubstr("no index.html"));
  std::ofstream{folder_ / "assets/huge.bin"}.close();
  std::filesystem::resize_file(folder_ / "assets/huge.bin", 65u << 20);
  EXPECT_THAT(error_of(folder_.path()), HasSubstr("too large"));
}

TEST(NoWebApp, SaysOnOnePageWhereTheApiIs) {
  http::Request request;
  request.method = "GET";
  request.path = "/";
  const auto response = no_web_app().respond(request);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  const auto& page = std::get<std::string>(response->body);
  EXPECT_THAT(page, HasSubstr("href=\"/openapi.json\""));
  EXPECT_THAT(page, HasSubstr("href=\"/docs\""));
  request.path = "/gallery";
  EXPECT_FALSE(no_web_app().respond(request));
}

}  // namespace
}  // namespace pixferry::web
