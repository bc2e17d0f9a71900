#include "pipeline/content/decode/decode_image.hpp"

#include <dlfcn.h>
#include <gmodule.h>
#include <time.h>
#include <vips/vips.h>

// Does not include what it needs.
#include <vips/vector.h>

#include <array>
#include <filesystem>
#include <stdexcept>

#include "pipeline/content/decode/picture.hpp"

namespace pixferry {
namespace {

constexpr std::array kLoaders{"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                              "VipsForeignLoadNsgif", "VipsForeignLoadHeif"};

void drop_log_line(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

/// libvips looks for its modules below VIPSHOME and opens all of them: PDF, ImageMagick and slides
/// too, which takes it 30 ms of 40. There are none below a path that is no folder.
void initialise_without_modules() {
  g_setenv("VIPSHOME", "/dev/null", TRUE);
  if (VIPS_INIT("pixferry") != 0) {
    throw std::runtime_error("libvips cannot start: " + take_complaint());
  }
}

/// HEIC and AVIF are a module where libvips is packaged that way. It lies beside the library.
void load_heif_module() {
  if (g_type_from_name("VipsForeignLoadHeif") != 0) return;
  Dl_info library{};
  if (dladdr(reinterpret_cast<void*>(&vips_init), &library) == 0) {
    throw std::runtime_error("the place of libvips cannot be found");
  }
  const auto folder =
      "vips-modules-" + std::to_string(vips_version(0)) + "." + std::to_string(vips_version(1));
  const auto module =
      std::filesystem::path{library.dli_fname}.parent_path() / folder / "vips-heif.so";
  auto* opened = g_module_open(module.c_str(), G_MODULE_BIND_LOCAL);
  if (opened == nullptr) throw std::runtime_error(g_module_error());
  g_module_make_resident(opened);
}

void allow_only_our_loaders() {
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const auto* loader : kLoaders) vips_operation_block_set(loader, FALSE);
}

}  // namespace

void start_decoding() {
  g_log_set_default_handler(drop_log_line, nullptr);
  initialise_without_modules();
  load_heif_module();
  ::tzset();  // colour profiles are dated, which reads the time zone
  allow_only_our_loaders();
  vips_cache_set_max(0);
  vips_concurrency_set(1);
  // Its vector code is compiled as it is needed, into files that are opened and memory that may be
  // executed: both are what a sandbox forbids.
  vips_vector_set_enabled(FALSE);
}

}  // namespace pixferry
