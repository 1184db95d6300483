"""The months as sheets write them, in full and shortened, folded to one form."""

from results.search import fold

_WRITTEN = (
    "January Jan janvier janv enero ene январь января янв يناير جانفي janeiro январ",
    "February Feb février févr fév febrero февраль февраля фев февр فبراير شباط فيفري fevereiro fev феврал",
    "March Mar mars marzo март марта мар مارس آذار março mart",
    "April Apr avril avr abril abr апрель апреля апр أبريل إبريل نيسان أفريل апрел",
    "May mai mayo май мая مايو أيار ماي maio",
    "June Jun juin junio июнь июня июн يونيو يونيه حزيران جوان junho",
    "July Jul juillet juil julio июль июля июл يوليو يوليه تموز جويلية julho",
    "August Aug août agosto ago август августа авг أغسطس آب أوت",
    "September Sept Sep septembre septiembre setiembre setembro set сентябрь сентября сен сент сентябр سبتمبر أيلول",
    "October Oct octobre octubre октябрь октября окт أكتوبر outubro out октябр",
    "November Nov novembre noviembre ноябрь ноября ноя нояб نوفمبر novembro ноябр",
    "December Dec décembre déc diciembre dic декабрь декабря дек ديسمبر dezembro dez декабр",
)
# Two months of the Levant share their first word with another each.
_IN_TWO_WORDS = {"كانون الثاني": 1, "كانون الأول": 12, "تشرين الأول": 10, "تشرين الثاني": 11}

MONTH_OF = {fold(word): number for number, words in enumerate(_WRITTEN, start=1) for word in words.split()}
MONTH_OF |= {fold(words): number for words, number in _IN_TWO_WORDS.items()}
