"""The words of a short text in Thai, English or both."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pythainlp.corpus import thai_stopwords, thai_words
from pythainlp.tokenize.newmm import segment

from smarthub.kit.thai.text import search_text

# Words of a smart-city room that the dictionary lacks or cuts: each stays whole, and a note about it is found by it.
OURS = """
สมาร์ตซิตี้ สมาร์ทซิตี้ เมืองอัจฉริยะ เมืองน่าอยู่ สตาร์ตอัป สตาร์ทอัพ สตาร์ทอัป โคเวิร์กกิ้งสเปซ โคเวิร์กกิงสเปซ โคเวิร์คกิ้งสเปซ
ดีป้า เอสเอ็มอี วิสาหกิจชุมชน เศรษฐกิจดิจิทัล เศรษฐกิจสร้างสรรค์ ดิจิทัล แพลตฟอร์ม แอปพลิเคชัน แอป เว็บไซต์ ไวไฟ อินเทอร์เน็ต
ปัญญาประดิษฐ์ เอไอ บล็อกเชน โดรน เซนเซอร์ บิ๊กดาต้า คลาวด์ ไอโอที ข้อมูลเปิด แดชบอร์ด คิวอาร์โค้ด พร้อมเพย์ อีคอมเมิร์ซ
ฟินเทค อะกริเทค เฮลท์เทค เอ็ดเทค แฮกกาธอน แฮ็กกาธอน เวิร์กชอป เวิร์กช็อป โรดแมป เมกเกอร์ เมกเกอร์สเปซ พี่เลี้ยงธุรกิจ
กล้องวงจรปิด ไฟส่องสว่าง โซลาร์เซลล์ โซล่าเซลล์ พลังงานสะอาด พลังงานทดแทน รถยนต์ไฟฟ้า รถไฟฟ้า รถเมล์ไฟฟ้า จุดชาร์จ ขนส่งสาธารณะ
ทางเท้า ทางจักรยาน ที่จอดรถ รถติด น้ำท่วม ฝุ่นควัน พีเอ็ม แยกขยะ คัดแยกขยะ ธนาคารขยะ ขยะอาหาร พื้นที่สีเขียว คุณภาพอากาศ
ผู้สูงอายุ ผู้พิการ คนรุ่นใหม่ ผู้ประกอบการ ภาคเอกชน ภาครัฐ ภาคประชาชน มหาวิทยาลัย องค์กรปกครองส่วนท้องถิ่น เทศบาล อบจ อบต
โรงพยาบาลส่งเสริมสุขภาพตำบล รพสต อสม แพทย์ทางไกล ท่องเที่ยวชุมชน ตลาดนัด ถนนคนเดิน หมอกควัน ศูนย์ข้อมูลเมือง
""".split()  # fmt: skip


class Dictionary:
    """The words, as the cutter asks for them. As a tree of its own kind they would hold 60 MB in every process."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self.words:
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: sorted(found) for first, found in lengths.items()}

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """Every word with which the text begins at `start`, the shortest first."""
        left = len(text) - start
        lengths = (length for length in self.lengths.get(text[start : start + 1], ()) if length <= left)
        return [word for length in lengths if (word := text[start : start + length]) in self.words]


@cache
def _dictionary() -> Dictionary:
    return Dictionary(set(thai_words()) | set(OURS))


# Words that say nothing about the subject. The long stop list of the dictionary is not taken: it holds "use", "change",
# "open" and "help", and without those groups were found worse.
EMPTY = frozenset("ครับ คับ ค่ะ คะ ค่า นะ จ้า จ้ะ จ๊ะ ฮะ เออ เอ่อ อืม อ่ะ อะ เนี่ย น่ะ ล่ะ หน่อย".split()) | frozenset(
    "a an and are as at be by can could do does for from has have how i if in into is it its me more my no not of on or "
    "our should so such than that the their them there these they this to too was we what when where which who will "
    "with would you your".split()
)


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Every word that carries meaning, in order, in lower case; repeated ones stay.

    A text of empty words alone ("ครับ", "what is it?") gives those, as something must be comparable.
    """
    all_words = tuple(_cut(search_text(text)))
    return tuple(word for word in all_words if word not in EMPTY) or all_words


def _cut(text: str) -> Iterator[str]:
    for token in segment(text, custom_dict=_dictionary()):  # type: ignore[arg-type] # it asks for no more
        word = token.strip(" .,;:!?\"'()[]{}<>/\\|*_~`-–—…“”‘’ๆฯ")
        if word and any(character.isalnum() for character in word):
            yield word


def terms(text: str) -> Counter[str]:
    """What texts are compared by: words and how often they occur."""
    return Counter(words(text))


@lru_cache(maxsize=20_000)
def naming_words(text: str) -> frozenset[str]:
    """The words of a text that could name a group: also without the small words of the dictionary's long list."""
    return frozenset(word for word in words(text) if word not in _small_words() and not word.isdigit())


@cache
def _small_words() -> frozenset[str]:
    return frozenset(thai_stopwords())
