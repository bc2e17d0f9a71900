#include "api-gateway/routes/preview_route.hpp"

#include <gmock/gmock.h>

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class PreviewRoute : public GatewayFixture {
 protected:
  http::Response preview(const std::string& link) {
    return post("/import/preview", "{\"folder_url\": \"" + link + "\"}");
  }

  const std::string link_ = "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp";
  const std::string id_ = "1AbCdEfGhIjKlMnOp";
};

TEST_F(PreviewRoute, ShowsWhatIsThereAndStartsNothing) {
  auto image = listed_file("a", "bytes");
  image.name = "<a>.jpg";
  source_.answer_open(id_, FolderInfo{{SourceKind::google_drive, id_, {}}, "Wedding"});
  source_.answer_list(
      id_, "",
      FolderPage{{{image, {}},
                  {listed_file("b", "b"),
                   ListedFile::Ended{true, ErrorCode::google_document, "a document"}}},
                 {},
                 ""});
  const auto response = preview("Look at " + link_ + "?resourcekey=0-secret!");
  ASSERT_EQ(response.status, 200) << text(response);
  const auto body = json(response);
  EXPECT_EQ(body.at("provider"), "google_drive");
  EXPECT_EQ(body.at("name"), "Wedding");
  EXPECT_EQ(body.at("folder_url").as_string(), link_);
  EXPECT_EQ(body.at("complete"), true);
  EXPECT_EQ(body.at("images"), 1);
  EXPECT_EQ(body.at("bytes"), 5);
  EXPECT_EQ(body.at("types").at(0).at("mime_type").as_string(), image.mime_type);
  EXPECT_EQ(body.at("skipped").at(0).at("reason"), "google_document");
  EXPECT_EQ(body.at("samples").at(0), "<a>.jpg");
  EXPECT_EQ(text(response).find("0-secret"), std::string::npos);
  EXPECT_TRUE(json(get("/import/jobs")).at("jobs").as_array().empty());
}

TEST_F(PreviewRoute, SaysInPlainWordsWhyAFolderCannotBeSeen) {
  const std::pair<ErrorCode, int> errors[] = {{ErrorCode::folder_not_found, 404},
                                              {ErrorCode::folder_forbidden, 403},
                                              {ErrorCode::credentials_rejected, 503},
                                              {ErrorCode::rate_limited, 429},
                                              {ErrorCode::timeout, 504}};
  for (const auto& [code, status] : errors) {
    source_.answer_open(id_, Error{code, "why it is so"});
    const auto response = preview(link_);
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(json(response).at("code").as_string(), std::string{name(code)});
    EXPECT_EQ(json(response).at("detail"), "why it is so");
  }
}

TEST_F(PreviewRoute, RefusesWhatIsNoLinkOrNoRequest) {
  EXPECT_EQ(preview("https://example.com/x").status, 400);
  EXPECT_EQ(post("/import/preview", "{}").status, 422);
  EXPECT_EQ(post("/import/preview", "{\"folder_url\": \"" + link_ + "\", \"max_files\": 5}").status,
            422);
  EXPECT_EQ(get("/import/preview").status, 405);
}

}  // namespace
}  // namespace pixferry
