#include "testing/api_promises.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kContract = R"({
  "openapi": "3.1.0",
  "paths": {
    "/jobs/{id}": {
      "get": {"responses": {
        "200": {"content": {"application/json": {
          "schema": {"$ref": "#/components/schemas/Job"}, "example": {"id": "x", "count": -1}}}},
        "404": {"$ref": "#/components/responses/NotFound"}}},
      "delete": {"responses": {"204": {"description": "Gone"}}}},
    "/report": {"get": {"responses": {"200": {"content": {"text/csv; header=present": {}}}}}},
    "/jobs/latest": {"get": {"responses": {"302": {"description": "There"}}}},
    "/objects/{key}": {"x-rest": true, "get": {"responses": {"200": {"content": {"image/*": {}}}}}}},
  "components": {
    "responses": {"NotFound": {"content": {"application/problem+json": {
      "schema": {"$ref": "#/components/schemas/Problem"}}}}},
    "schemas": {
      "Job": {"type": "object", "required": ["id", "count"], "properties": {
        "id": {"type": "string"}, "count": {"type": "integer", "minimum": 0},
        "state": {"enum": ["new", "old"]}, "note": {"type": ["string", "null"]},
        "at": {"type": "string", "format": "date-time"},
        "end": {"type": ["string", "null"], "format": "date-time"},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}}},
      "Part": {"type": "object", "required": ["size"], "properties": {
        "size": {"type": "integer"}}},
      "Problem": {"type": "object", "required": ["code"]}}}})";

class ApiPromisesTest : public testing::Test {
 protected:
  std::vector<std::string> job(const std::string& body) {
    return promises_.complaints(
        {.method = "GET", .path = "/jobs/1", .status = 200, .content_type = kJson, .body = body});
  }

  static constexpr auto* kJson = "application/json";
  const ApiPromises promises_{kContract};
};

TEST_F(ApiPromisesTest, IsKeptByWhatItPromises) {
  EXPECT_THAT(job(R"({"id": "x", "count": 3})"), IsEmpty());
  EXPECT_THAT(job(R"({"id": "x", "count": 0, "state": "old", "note": null, "end": null, "more": [1],
                      "at": "2026-11-23T04:00:00Z", "parts": [{"size": 7}]})"),
              IsEmpty());
}

TEST_F(ApiPromisesTest, IsBrokenByAnyOtherBody) {
  for (const auto* body :
       {"", "{", "[]", "null", R"({"id": "x"})", R"({"id": 1, "count": 1})",
        R"({"id": "x", "count": "1"})", R"({"id": "x", "count": 1.5})",
        R"({"id": "x", "count": -1})", R"({"id": "x", "count": 1, "state": "odd"})",
        R"({"id": "x", "count": 1, "note": 7})", R"({"id": "x", "count": 1, "parts": {}})",
        R"({"id": "x", "count": 1, "parts": [{}]})",
        R"({"id": "x", "count": 1, "parts": [{"size": 1}, {"size": "1"}]})",
        R"({"id": "x", "count": 1, "at": "yesterday"})",
        R"({"id": "x", "count": 1, "at": "2026-11-23T04:00:00+01:00"})",
        R"({"id": "x", "count": 1, "at": 7})", R"({"id": "x", "count": 1, "end": "soon"})"}) {
    EXPECT_FALSE(job(body).empty()) << body;
  }
}

TEST_F(ApiPromisesTest, IsBrokenByAStatusOrTypeThatItDoesNotHave) {
  EXPECT_THAT(promises_.complaints({.method = "GET", .path = "/jobs/1", .status = 418}),
              ElementsAre(HasSubstr("GET /jobs/1 -> 418")));
  EXPECT_THAT(promises_.complaints(
                  {.method = "GET", .path = "/jobs/1", .status = 200, .content_type = "text/html"}),
              ElementsAre(HasSubstr("text/html")));
  EXPECT_THAT(promises_.complaints({.method = "DELETE",
                                    .path = "/jobs/1",
                                    .status = 204,
                                    .content_type = kJson,
                                    .body = "{}"}),
              ElementsAre(HasSubstr("no body")));
}

TEST_F(ApiPromisesTest, LooksAtNoMoreThanTheHeadWhereThatIsAll) {
  EXPECT_THAT(promises_.complaints({.method = "HEAD",
                                    .path = "/jobs/1",
                                    .status = 200,
                                    .content_type = "application/json; charset=utf-8",
                                    .has_whole_body = false}),
              IsEmpty());
}

TEST_F(ApiPromisesTest, PrefersAPathThatIsSpeltOut) {
  EXPECT_THAT(promises_.complaints({.method = "GET", .path = "/jobs/latest", .status = 302}),
              IsEmpty());
  EXPECT_THAT(promises_.complaints(
                  {.method = "GET", .path = "/jobs/latest", .status = 200, .content_type = kJson}),
              ElementsAre(HasSubstr("status")));
}

TEST_F(ApiPromisesTest, TakesATypeWithoutItsParameters) {
  Exchange exchange{
      .method = "GET", .path = "/report", .status = 200, .content_type = "text/csv; charset=utf-8"};
  EXPECT_THAT(promises_.complaints(exchange), IsEmpty());
  exchange.content_type = "text/plain";
  EXPECT_FALSE(promises_.complaints(exchange).empty());
}

TEST_F(ApiPromisesTest, KnowsAPathThatGoesOn) {
  EXPECT_THAT(promises_.complaints({.method = "GET",
                                    .path = "/objects/o/1/x.jpg",
                                    .status = 200,
                                    .content_type = "image/jpeg"}),
              IsEmpty());
}

TEST_F(ApiPromisesTest, WantsWhatItDoesNotHaveToBeRefusedWithAProblem) {
  Exchange exchange{.method = "GET",
                    .path = "/nowhere",
                    .status = 404,
                    .content_type = "application/problem+json",
                    .body = R"({"code": "not_found"})"};
  EXPECT_THAT(promises_.complaints(exchange), IsEmpty());
  exchange.body = "{}";
  EXPECT_FALSE(promises_.complaints(exchange).empty());
  exchange.content_type = "text/html";
  EXPECT_FALSE(promises_.complaints(exchange).empty());
  exchange = {.method = "PUT", .path = "/jobs/1", .status = 200};
  EXPECT_FALSE(promises_.complaints(exchange).empty());
}

TEST_F(ApiPromisesTest, HoldsItsOwnExamplesToItsSchemas) {
  const auto complaints = promises_.complaints_about_examples();
  ASSERT_FALSE(complaints.empty());
  EXPECT_THAT(complaints, testing::Each(HasSubstr("/paths//jobs/{id}/get/responses/200")));
  EXPECT_THAT(complaints, testing::Contains(HasSubstr("[count]")));
}

}  // namespace
}  // namespace pixferry
