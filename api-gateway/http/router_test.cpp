#include "api-gateway/http/router.hpp"

#include <gtest/gtest.h>

namespace pixferry::http {
namespace {

Handler saying(std::string text) {
  return [text = std::move(text)](const Request& request) {
    std::string values;
    for (const auto& [name, value] : request.path_parameters) values += " " + name + "=" + value;
    return Response{200, {}, text + values};
  };
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router_.add({"GET", "/jobs", saying("list"), Access::keyed});
    router_.add({"GET", "/jobs/{id}", saying("job"), Access::keyed});
    router_.add({"POST", "/jobs/{id}/cancel", saying("cancel"), Access::keyed});
    router_.add({"DELETE", "/jobs/{id}", saying("delete"), Access::keyed});
    router_.add({"GET", "/objects/{key...}", saying("object"), Access::open});
  }

  Response ask(std::string method, std::string path) {
    Request request;
    request.method = std::move(method);
    request.path = std::move(path);
    request.request_id = "r1";
    return router_.respond(request);
  }
  std::string text(std::string method, std::string path) {
    const auto response = ask(std::move(method), std::move(path));
    return response.status == 200 ? std::get<std::string>(response.body)
                                  : std::to_string(response.status);
  }

  Router router_;
};

TEST_F(RouterTest, FillsInThePathsParameters) {
  EXPECT_EQ(text("GET", "/jobs"), "list");
  EXPECT_EQ(text("GET", "/jobs/7"), "job id=7");
  EXPECT_EQ(text("POST", "/jobs/7/cancel"), "cancel id=7");
}

TEST_F(RouterTest, DecodesAParameterAfterThePathIsCut) {
  EXPECT_EQ(text("GET", "/jobs/a%2Fb%20c"), "job id=a/b c");
  EXPECT_EQ(text("GET", "/jobs/%2e%2e"), "job id=..");
}

TEST_F(RouterTest, TakesTheRestOfThePathForAnOpenEndedParameter) {
  EXPECT_EQ(text("GET", "/objects/o/3f/x.jpg"), "object key=o/3f/x.jpg");
  EXPECT_EQ(text("GET", "/objects/x"), "object key=x");
  EXPECT_EQ(text("GET", "/objects/a//b/"), "object key=a//b/");
}

TEST_F(RouterTest, AnswersHeadWhereItAnswersGet) {
  EXPECT_EQ(text("HEAD", "/jobs/7"), "job id=7");
  EXPECT_EQ(text("HEAD", "/jobs/7/cancel"), "405");
}

TEST_F(RouterTest, KnowsNoPathThatOnlyLooksAlike) {
  for (const auto* path :
       {"/", "", "/job", "/jobs/", "/jobs//", "/jobs/7/", "//jobs", "/jobs/7/cancel/8", "/objects",
        "/objects/", "/JOBS", "/jobs/7/cance", "/%6aobs"}) {
    EXPECT_EQ(text("GET", path), "404") << path;
  }
}

TEST_F(RouterTest, NamesTheMethodsOfAPathThatDoesNotTakeThisOne) {
  const auto response = ask("PUT", "/jobs/7");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.find("Allow"), "GET, HEAD, DELETE");
  EXPECT_EQ(ask("GET", "/jobs/7/cancel").headers.find("Allow"), "POST");
}

TEST_F(RouterTest, LetsTheGuardAnswerInPlaceOfTheHandler) {
  router_.set_guard([](const Route& route, const Request&) -> std::optional<Response> {
    if (route.access == Access::open) return std::nullopt;
    return Response{401, {}, ""};
  });
  EXPECT_EQ(text("GET", "/jobs"), "401");
  EXPECT_EQ(text("GET", "/objects/x"), "object key=x");
  EXPECT_EQ(text("GET", "/nowhere"), "404");
}

}  // namespace
}  // namespace pixferry::http
