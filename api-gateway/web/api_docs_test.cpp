#include "api-gateway/web/api_docs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "testing/temporary_directory.hpp"

namespace pixferry::web {
namespace {

using testing::HasSubstr;
using testing::Not;

http::Request get(const std::string& path) {
  http::Request request;
  request.method = "GET";
  request.path = path;
  return request;
}

std::string text(const http::Response& response) {
  return std::get<std::string>(response.body);
}

TEST(ApiDocs, ShowTheContractInAViewer) {
  const TemporaryDirectory folder;
  std::ofstream{folder / "swagger-ui.css"} << "style";
  std::ofstream{folder / "swagger-ui-bundle.js"} << "script";
  std::ofstream{folder / "index.html"} << "another page";
  const auto docs = ApiDocs::read(folder.path());
  ASSERT_TRUE(docs) << docs.error().message;
  const auto page = docs->page(get("/docs"));
  EXPECT_THAT(text(page), HasSubstr("docs/swagger-ui-bundle.js"));
  const auto policy = page.headers.find("Content-Security-Policy").value_or("");
  EXPECT_THAT(policy, HasSubstr("script-src 'self'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(docs->respond(get("/docs/swagger-ui-bundle.js"))->headers.find("Content-Type"),
            "text/javascript; charset=utf-8");
  EXPECT_EQ(docs->respond(get("/docs/swagger-ui.css"))->status, 200);
  EXPECT_THAT(text(*docs->respond(get("/docs/start.js"))), HasSubstr("openapi.json"));
  for (const auto* path : {"/docs", "/docs/", "/docs/index.html", "/docs/../swagger-ui.css",
                           "/swagger-ui.css", "/docs/swagger-ui.css/"}) {
    EXPECT_FALSE(docs->respond(get(path))) << path;
  }
  auto writing = get("/docs/swagger-ui.css");
  writing.method = "POST";
  EXPECT_FALSE(docs->respond(writing));
}

TEST(ApiDocs, SayHowToReadTheContractWithoutAViewer) {
  const auto page = no_api_docs().page(get("/docs"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(text(page), HasSubstr("href=\"openapi.json\""));
  EXPECT_THAT(text(page), Not(HasSubstr("<script")));
  EXPECT_FALSE(no_api_docs().respond(get("/docs/start.js")));
}

TEST(ApiDocs, AreNotReadFromAFolderWithoutTheViewer) {
  const TemporaryDirectory folder;
  std::ofstream{folder / "swagger-ui.css"} << "style";
  const auto docs = ApiDocs::read(folder.path());
  ASSERT_FALSE(docs);
  EXPECT_THAT(docs.error().message, HasSubstr("swagger-ui-bundle.js"));
}

}  // namespace
}  // namespace pixferry::web
