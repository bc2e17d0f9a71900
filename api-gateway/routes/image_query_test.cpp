#include "api-gateway/routes/image_query.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class ImageQuery : public GatewayFixture {
 protected:
  /// The names on the page that this target shows.
  std::vector<std::string> names(const std::string& target) {
    std::vector<std::string> found;
    const auto page = json(get(target));
    for (const auto& image : page.at("images").as_array()) {
      found.emplace_back(image.at("name").as_string());
    }
    return found;
  }
  using Names = std::vector<std::string>;
};

ImageFacts taken_on(std::int64_t day) {
  return {.size = PixelSize{300, 200},
          .taken_at = CaptureTime{.local_ms = day * 86'400'000, .offset_minutes = std::nullopt},
          .thumbnails = ThumbnailState::done};
}

TEST_F(ImageQuery, FindsImagesByTheirNameTypeAndJob) {
  const auto job = start_job();
  import_images(job, {"Beach_1.jpg", "beach%2.jpg", "hill.jpg"});
  EXPECT_EQ(names("/images?q=BEACH&sort=oldest"), (Names{"Beach_1.jpg", "beach%2.jpg"}));
  EXPECT_EQ(names("/images?q=h_1"), Names{"Beach_1.jpg"});
  EXPECT_EQ(names("/images?q=%25"), Names{"beach%2.jpg"});
  EXPECT_EQ(names("/images?q=%5C"), Names{});
  EXPECT_EQ(names("/images?mime_type=image/jpeg&sort=name"),
            (Names{"beach%2.jpg", "Beach_1.jpg", "hill.jpg"}));
  EXPECT_EQ(names("/images?mime_type=image/png"), Names{});
  EXPECT_EQ(names("/images?sort=oldest&limit=1&job_id=" + job), Names{"Beach_1.jpg"});
  EXPECT_EQ(names("/images?job_id=6fa459ea-ee8a-4ca4-894e-db77e160355e"), Names{});
}

TEST_F(ImageQuery, FindsImagesByTheTimeOfTheirCapture) {
  import_images(start_job("1AbCdEfGhIjKlMnOpA"), {"first.jpg"}, taken_on(0));
  import_images(start_job("1AbCdEfGhIjKlMnOpB"), {"second.jpg"}, taken_on(1));
  import_images(start_job("1AbCdEfGhIjKlMnOpC"), {"undated.jpg"});
  EXPECT_EQ(names("/images?taken_from=1970-01-02"), Names{"second.jpg"});
  EXPECT_EQ(names("/images?taken_to=1970-01-01"), Names{"first.jpg"});
  EXPECT_EQ(names("/images?taken_to=1970-01-02T00:00:00Z").size(), 2u);
  EXPECT_EQ(names("/images?taken_from=1970-01-01&taken_to=1970-01-02&sort=taken_oldest"),
            (Names{"first.jpg", "second.jpg"}));
  EXPECT_EQ(names("/images?sort=taken_newest"), (Names{"undated.jpg", "second.jpg", "first.jpg"}));
}

TEST_F(ImageQuery, LeadsFromPageToPageByItsCursor) {
  import_images(start_job(), {"c.jpg", "a&b.jpg", "b.jpg"}, taken_on(3));
  for (const std::string sort : {"newest", "oldest", "taken_newest", "taken_oldest", "name"}) {
    const auto whole = names("/images?q=.jpg&sort=" + sort);
    Names paged;
    std::string target = "/images?limit=1&q=.jpg&sort=" + sort;
    while (!target.empty() && paged.size() < 4) {
      const auto response = get(target);
      ASSERT_EQ(response.status, 200) << text(response);
      EXPECT_EQ(json(response).at("total"), 3);
      for (const auto& name : names(target)) paged.push_back(name);
      const auto link = std::string{response.headers.find("Link").value_or("<>")};
      EXPECT_EQ(json(response).at("next_cursor").is_null(), link == "<>");
      target = link.substr(1, link.find('>') - 1);
    }
    EXPECT_EQ(paged, whole) << sort;
  }
}

TEST_F(ImageQuery, RefusesCursorsThatItDidNotGive) {
  import_images(start_job(), {"a.jpg"}, taken_on(3));
  for (const std::string query :
       {"cursor=x", "cursor=0", "cursor=01", "cursor=-1", "cursor=1.1", "cursor=1&sort=name",
        "cursor=zz.1&sort=name", "cursor=41.1&sort=name", "cursor=ff.1&sort=name",
        "cursor=1&sort=taken_newest", "cursor=999999999999999999.1&sort=taken_oldest"}) {
    const auto response = get("/images?" + query);
    EXPECT_EQ(response.status, 422) << query;
  }
  EXPECT_EQ(get("/images?cursor=1&page=2").status, 422);
  EXPECT_EQ(get("/images?cursor=61.1&sort=name").status, 200);
}

TEST_F(ImageQuery, LaysOutAllImagesOfASelection) {
  import_images(start_job("1AbCdEfGhIjKlMnOpA"), {"a.jpg", "b.jpg"}, taken_on(1));
  import_images(start_job("1AbCdEfGhIjKlMnOpB"), {"c.jpg"});
  const auto response = get("/images/layout");
  EXPECT_EQ(text(response),
            R"({"total":3,"complete":true,"aspect_scale":1000,"assumed_aspect":1500,)"
            R"("chunk_size":500,"anchors":[""],"aspects":[0,1500,1500]})");
  EXPECT_EQ(json(get("/images/layout?q=a.jpg&sort=name")).at("total"), 1);
  EXPECT_EQ(get("/images/layout?sort=x").status, 422);
  const std::string etag{response.headers.find("ETag").value_or("")};
  const auto again = get("/images/layout", {{"If-None-Match", etag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(text(again), "");
  import_images(start_job("1AbCdEfGhIjKlMnOpC"), {"d.jpg"});
  EXPECT_EQ(get("/images/layout", {{"If-None-Match", etag}}).status, 200);
}

TEST(ParseTime, TakesDaysAndTimesInUtc) {
  const auto day = routes::parse_time("1970-01-02");
  ASSERT_TRUE(day);
  EXPECT_TRUE(day->is_day);
  EXPECT_EQ(to_milliseconds(day->begin), 86'400'000);
  const auto time = routes::parse_time("1970-01-01T01:02:03Z");
  ASSERT_TRUE(time);
  EXPECT_FALSE(time->is_day);
  EXPECT_EQ(to_milliseconds(time->begin), 3'723'000);
}

}  // namespace
}  // namespace pixferry
