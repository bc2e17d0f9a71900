#include "api-gateway/routes/import_routes.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

const std::string kLink = "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp";

class ImportRoutes : public GatewayFixture {
 protected:
  std::int64_t jobs() {
    return static_cast<std::int64_t>(json(get("/import/jobs")).at("jobs").as_array().size());
  }
  /// Sends the body and tells the status, having seen that no job came of it.
  int refused(const std::string& body, const std::string& path = "/import") {
    last_ = post(path, body);
    EXPECT_EQ(jobs(), 0) << body;
    EXPECT_EQ(last_.headers.find("Content-Type"), "application/problem+json");
    return last_.status;
  }
  std::string error(std::string_view key) {
    return std::string{json(last_).at("errors").at(0).at(key).as_string()};
  }

  http::Response last_;
};

TEST_F(ImportRoutes, StartsAJobAndSaysSoAsSpecified) {
  const auto response = post("/import/google-drive", "{\"folder_url\": \"" + kLink + "\"}");
  EXPECT_EQ(response.status, 202);
  const auto body = json(response).as_object();
  const auto id = std::string{body.at("job_id").as_string()};
  EXPECT_EQ(body.size(), 3u);
  EXPECT_TRUE(JobId::parse(id));
  EXPECT_EQ(body.at("status"), "processing");
  EXPECT_EQ(body.at("message"), "Import job started. Use GET /jobs/{job_id} to track progress.");
  EXPECT_EQ(response.headers.find("Location"), "/import/jobs/" + id);
}

TEST_F(ImportRoutes, GivesTheRunningJobOfTheSameFolderBack) {
  const auto id = start_job();
  const auto again = post("/import", "{\"folder_url\": \"" + kLink + "?usp=sharing\"}");
  EXPECT_EQ(again.status, 200) << text(again);
  EXPECT_EQ(json(again).at("job_id").as_string(), id);
  EXPECT_EQ(again.headers.find("Location"), "/import/jobs/" + id);
  EXPECT_EQ(jobs(), 1);
}

TEST_F(ImportRoutes, RefusesARunningFolderWithOtherOptions) {
  const auto id = start_job();
  const auto other = post("/import", "{\"folder_url\": \"" + kLink + "\", \"recursive\": false}");
  EXPECT_EQ(other.status, 409);
  EXPECT_NE(text(other).find(id), std::string::npos);
}

TEST_F(ImportRoutes, TakesOptionsWhereTheProviderIsNotNamed) {
  EXPECT_EQ(
      post("/import", "{\"folder_url\": \"" + kLink + "\", \"recursive\": false, \"max_files\": 5}")
          .status,
      202);
}

TEST_F(ImportRoutes, RefusesALinkOfAnotherHostOrShape) {
  for (const std::string link :
       {"https://example.com/drive/folders/1AbCdEfGhIjKlMnOp", "",
        "https://drive.google.com.evil.com/drive/folders/1AbCdEfGhIjKlMnOp",
        "https://drive.google.com@evil.com/drive/folders/1AbCdEfGhIjKlMnOp",
        "https://docs.google.com/document/d/1AbCdEfGhIjKlMnOp/edit", "file:///etc/passwd",
        "http://169.254.169.254/drive/folders/1AbCdEfGhIjKlMnOp", "no link at all",
        "https://www.dropbox.com/sh/abcdefghijklmno/AAAabcdef"}) {
    const auto body = "{\"folder_url\": \"" + link + "\"}";
    EXPECT_EQ(refused(body, "/import/google-drive"), 400) << link;
    EXPECT_EQ(json(last_).at("code"), "invalid_folder_url");
    EXPECT_FALSE(json(last_).at("detail").as_string().empty());
  }
}

TEST_F(ImportRoutes, RefusesADriveLinkOnTheRouteOfDropbox) {
  EXPECT_EQ(refused("{\"folder_url\": \"" + kLink + "\"}", "/import/dropbox"), 400);
}

TEST_F(ImportRoutes, RefusesABodyThatIsNotJson) {
  for (const std::string body : {"", "{", "folder_url=x", "{'folder_url': 'x'}", "{}{}",
                                 "{\"folder_url\": \"x\",}", "\xff", "NaN"}) {
    EXPECT_EQ(refused(body), 400) << body;
    EXPECT_EQ(json(last_).at("code"), "malformed_json");
  }
  EXPECT_EQ(refused(std::string(10'000, '[')), 400);
}

TEST_F(ImportRoutes, RefusesAnythingButAnObject) {
  for (const std::string body : {"[]", "null", "\"text\"", "1"}) {
    EXPECT_EQ(refused(body), 422) << body;
    EXPECT_EQ(error("pointer"), "");
  }
}

TEST_F(ImportRoutes, NamesAFieldThatIsMissingUnknownOrOfAnotherType) {
  const auto with = [](const std::string& members) {
    return "{\"folder_url\": \"" + kLink + "\", " + members + "}";
  };
  EXPECT_EQ(refused("{}"), 422);
  EXPECT_EQ(error("pointer") + " " + error("code"), "/folder_url required");
  EXPECT_EQ(refused("{\"folder_url\": 7}"), 422);
  EXPECT_EQ(error("pointer") + " " + error("code"), "/folder_url wrong_type");
  EXPECT_EQ(refused(with("\"a/b~c\": 1")), 422);
  EXPECT_EQ(error("pointer") + " " + error("code"), "/a~1b~0c unknown_field");
  EXPECT_EQ(refused(with("\"recursive\": \"yes\"")), 422);
  EXPECT_EQ(error("pointer") + " " + error("code"), "/recursive wrong_type");
  EXPECT_EQ(refused(with("\"max_files\": 1.5")), 422);
  EXPECT_EQ(error("pointer") + " " + error("code"), "/max_files wrong_type");
  for (const std::string number : {"0", "-1", "1000001", "18446744073709551615"}) {
    EXPECT_EQ(refused(with("\"max_files\": " + number)), 422) << number;
    EXPECT_EQ(error("code"), "out_of_range");
  }
  EXPECT_EQ(refused(with("\"password\": 7")), 422);
  EXPECT_EQ(error("pointer") + " " + error("code"), "/password wrong_type");
  EXPECT_EQ(refused(with("\"max_bytes\": 1")), 422);
  EXPECT_EQ(error("code"), "not_supported");
}

TEST_F(ImportRoutes, TakesNoOptionsWhereTheSpecificationHasNone) {
  EXPECT_EQ(
      refused("{\"folder_url\": \"" + kLink + "\", \"recursive\": true}", "/import/google-drive"),
      422);
  EXPECT_EQ(error("code"), "unknown_field");
}

TEST_F(ImportRoutes, RefusesAFieldThatIsGivenTwice) {
  EXPECT_EQ(refused("{\"folder_url\": \"" + kLink + "\", \"folder_url\": \"" + kLink + "\"}"), 422);
  EXPECT_EQ(error("code"), "invalid_json");
}

TEST_F(ImportRoutes, TellsAllMistakesAtOnce) {
  EXPECT_EQ(refused("{\"recursive\": 1, \"max_files\": 0}"), 422);
  EXPECT_EQ(json(last_).at("errors").as_array().size(), 3u);
}

TEST_F(ImportRoutes, TakesNothingThatAFormOnAnotherPageCouldSend) {
  for (const std::string type : {"", "text/plain", "application/x-www-form-urlencoded",
                                 "application/jsonp", "text/plain;application/json"}) {
    http::Request request;
    request.method = "POST";
    request.path = "/import";
    if (!type.empty()) request.headers.set("Content-Type", type);
    request.body = "{\"folder_url\": \"" + kLink + "\"}";
    EXPECT_EQ(ask(std::move(request)).status, 415) << type;
  }
  http::Request request;
  request.method = "POST";
  request.path = "/import";
  request.headers.set("Content-Type", "Application/JSON ; charset=utf-8");
  request.body = "{\"folder_url\": \"" + kLink + "\"}";
  EXPECT_EQ(ask(std::move(request)).status, 202);
}

}  // namespace
}  // namespace pixferry
