#pragma once

#include <span>
#include <string_view>

namespace pixferry::fuzz {

/// A parser, and what must hold of it whatever it is given. Ends the process where it does not.
struct FuzzTarget {
  std::string_view name;  ///< also of the folder with its seeds
  void (*run)(std::string_view bytes);
};

std::span<const FuzzTarget> fuzz_targets();

void fuzz_byte_range(std::string_view bytes);
void fuzz_client_headers(std::string_view bytes);
void fuzz_dotenv(std::string_view bytes);
void fuzz_dropbox_page(std::string_view bytes);
void fuzz_dropbox_refusal(std::string_view bytes);
void fuzz_drive_page(std::string_view bytes);
void fuzz_drive_refusal(std::string_view bytes);
void fuzz_image(std::string_view bytes);
void fuzz_image_head(std::string_view bytes);
void fuzz_image_metadata(std::string_view bytes);
void fuzz_image_query(std::string_view bytes);
void fuzz_import_body(std::string_view bytes);
void fuzz_inspect_reply(std::string_view bytes);
void fuzz_inspect_request(std::string_view bytes);
void fuzz_json_lenient(std::string_view bytes);
void fuzz_json_strict(std::string_view bytes);
void fuzz_link(std::string_view bytes);
void fuzz_public_page(std::string_view bytes);
void fuzz_request_head(std::string_view bytes);
void fuzz_retry_after(std::string_view bytes);
void fuzz_retry_body(std::string_view bytes);
void fuzz_s3_listing(std::string_view bytes);
void fuzz_s3_refusal(std::string_view bytes);
void fuzz_supabase_answer(std::string_view bytes);
void fuzz_supabase_listing(std::string_view bytes);
void fuzz_webhook_url(std::string_view bytes);

/// Ends the process, saying what does not hold, unless the condition does.
void require(bool condition, std::string_view what);

/// Takes `count` bytes off the front, or what is there: for choices beside the text itself.
std::string_view take(std::string_view& bytes, std::size_t count);

}  // namespace pixferry::fuzz
