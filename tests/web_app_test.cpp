#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/served_program.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

class ServedWebApp : public ServedProgram {
 protected:
  ServedWebApp() {
    std::filesystem::create_directory(folder_ / "assets");
    std::ofstream{folder_ / "index.html"} << "<!doctype html>the app";
    std::ofstream{folder_ / "assets/index-1.js"} << "script";
  }

  TemporaryDirectory folder_;
};

TEST_F(ServedWebApp, IsOnThePortOfTheApi) {
  serve({.photos = 1, .folders = 1, .odd_entries = false}, {{"WEB_DIR", folder_.path()}});
  EXPECT_THAT(server_->error_output(), HasSubstr("App and API"));
  const auto page = send("GET", "/gallery?source=google_drive");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "<!doctype html>the app");
  EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("default-src 'self'"));
  EXPECT_EQ(send("GET", "/assets/index-1.js").body, "script");
  const auto unknown = send("GET", "/assets/index-2.js");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(number(get("/images"), "total"), 0);
}

TEST_F(ServedWebApp, NeverStopsTheServerByItsAbsence) {
  serve({.photos = 1, .folders = 1, .odd_entries = false}, {{"WEB_DIR", folder_ / "missing"}});
  EXPECT_THAT(server_->error_output(), HasSubstr("the web app is not served"));
  EXPECT_THAT(send("GET", "/").body, HasSubstr("/openapi.json"));
  EXPECT_EQ(number(get("/images"), "total"), 0);
}

TEST_F(ServedWebApp, ShowsTheContractInAViewerWhereThereIsOne) {
  std::ofstream{folder_ / "swagger-ui.css"} << "style";
  std::ofstream{folder_ / "swagger-ui-bundle.js"} << "viewer";
  serve({.photos = 1, .folders = 1, .odd_entries = false}, {{"API_DOCS_DIR", folder_.path()}});
  const auto page = send("GET", "/docs");
  EXPECT_THAT(page.body, HasSubstr("docs/swagger-ui-bundle.js"));
  EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("script-src 'self'"));
  EXPECT_EQ(send("GET", "/docs/swagger-ui-bundle.js").body, "viewer");
  server_.reset();
  start_server({{"API_DOCS_DIR", folder_ / "missing"}});
  EXPECT_THAT(send("GET", "/docs").body, HasSubstr("href=\"openapi.json\""));
  EXPECT_EQ(send("GET", "/docs/swagger-ui-bundle.js").status, 404);
}

}  // namespace
}  // namespace pixferry
