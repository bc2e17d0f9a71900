#include "api-gateway/routes/image_routes.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"
#include "api-gateway/routes/image_json.hpp"

namespace pixferry {
namespace {

class ImageRoutes : public GatewayFixture {};

TEST_F(ImageRoutes, ShowAnEmptyGalleryAsAnEmptyPage) {
  EXPECT_EQ(text(get("/images")), R"({"images":[],"total":0,"page":1,"pages":0,"page_size":20,)"
                                  R"("total_is_exact":true,"next_cursor":null})");
}

TEST_F(ImageRoutes, ShowImagesAsSpecifiedNewestFirst) {
  import_images(start_job(), {"a.jpg", "b.jpg", "c.jpg"});
  const auto page = json(get("/images?page=1&limit=2"));
  EXPECT_EQ(page.at("total"), 3);
  EXPECT_EQ(page.at("pages"), 2);
  EXPECT_EQ(page.at("page_size"), 2);
  ASSERT_EQ(page.at("images").as_array().size(), 2u);
  const auto& image = page.at("images").at(0).as_object();
  EXPECT_EQ(image.at("name"), "c.jpg");
  EXPECT_EQ(image.at("google_drive_id"), "id-c.jpg");
  EXPECT_EQ(image.at("source_file_id"), "id-c.jpg");
  EXPECT_EQ(image.at("source"), "google_drive");
  EXPECT_EQ(image.at("size"), 1000);
  EXPECT_EQ(image.at("mime_type"), "image/jpeg");
  EXPECT_EQ(image.at("path"), "Sea/c.jpg");
  EXPECT_EQ(image.at("storage_url").as_string(),
            "http://127.0.0.1:8000/objects/" + std::string{image.at("object_key").as_string()});
  EXPECT_EQ(image.at("created_at").as_string().size(), 20u);
  EXPECT_GT(image.at("id").as_int64(), page.at("images").at(1).at("id").as_int64());
  EXPECT_EQ(json(get("/images?page=2&limit=2")).at("images").at(0).at("name"), "a.jpg");
}

TEST(ImageJson, HasNoDriveIdForImagesFromElsewhere) {
  Image image;
  image.source = SourceKind::dropbox;
  image.source_file_id = "id:x";
  const auto text =
      routes::image_page_json({.images = {image}, .total = 21}, {.page = 2, .limit = 20},
                              [](const auto& key) { return "http://h/" + key.text; });
  EXPECT_NE(text.find(R"("google_drive_id":null,"source":"dropbox")"), text.npos) << text;
  EXPECT_NE(text.find(R"("total":21,"page":2,"pages":2,"page_size":20,)"), text.npos);
}

TEST_F(ImageRoutes, AreEmptyPastTheEndWithTheRightTotal) {
  import_images(start_job(), {"a.jpg"});
  for (const std::string page : {"2", "50000", "1000000", "2147483647"}) {
    const auto response = get("/images?limit=100&page=" + page);
    EXPECT_EQ(response.status, 200) << page;
    EXPECT_TRUE(json(response).at("images").as_array().empty());
    EXPECT_EQ(json(response).at("total"), 1);
    EXPECT_EQ(json(response).at("page"), std::stoll(page));
  }
}

TEST_F(ImageRoutes, FilterBySource) {
  import_images(start_job(), {"a.jpg"});
  EXPECT_EQ(json(get("/images?source=google_drive")).at("total"), 1);
  EXPECT_EQ(json(get("/images?source=dropbox")).at("total"), 0);
  EXPECT_EQ(json(get("/images?source=")).at("total"), 1);
}

TEST_F(ImageRoutes, RefuseNumbersThatMeanNothing) {
  for (const std::string query : {"page=0",
                                  "page=-1",
                                  "page=x",
                                  "page=1.5",
                                  "page=1%00",
                                  "page=2147483648",
                                  "page=+1",
                                  "page=99999999999999999999",
                                  "limit=0",
                                  "limit=101",
                                  "limit=1e2",
                                  "limit=0x10",
                                  "source=Google",
                                  "source=google_drive%20",
                                  "job_id=1",
                                  "mime_type=image/svg",
                                  "sort=size",
                                  "taken_from=2026-02-30",
                                  "taken_from=2026-1-1",
                                  "taken_to=2026-01-01T10:00:00",
                                  "taken_to=2026-01-01T24:00:00Z",
                                  "taken_to=0000-01-01",
                                  "q=%FF",
                                  "q=%00"}) {
    const auto response = get("/images?" + query);
    EXPECT_EQ(response.status, 422) << query;
    EXPECT_EQ(json(response).at("errors").at(0).at("pointer").as_string(),
              "query:" + query.substr(0, query.find('=')));
  }
}

TEST_F(ImageRoutes, SayNothingOfTheDatabaseWhenItFails) {
  http::Request request;
  std::stop_source stopped;
  stopped.request_stop();
  request.method = "GET";
  request.path = "/images";
  request.context.stop = stopped.get_token();
  EXPECT_EQ(ask(std::move(request)).status, 503);
}

}  // namespace
}  // namespace pixferry
