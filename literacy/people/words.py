"""The words that personal codes are made of, written for this site in Dutch and in English.

Chosen so that a ten-year-old can read, say and type them: everyday things, three to nine plain letters, none that could
hurt the child who gets it, and no two that are one typing mistake apart.
"""

DUTCH: tuple[str, ...] = tuple(
    """
    aarde abrikoos adelaar akker album ananas appel april atlas augurk avond avontuur baken balkon
    bamboe banaan bever bezem bliksem bloem boek bosbes boterham boom bril brug buidel bus cactus camera
    cello cirkel citroen cirkus cursus dadel dageraad dahlia dakpan dans deur dolfijn doos dorp draak
    druppel duif eekhoorn egel emmer fabriek fanfare fazant feest fiets film flamingo fles fluit foto
    framboos fontein forel gebak geluk gember giraf gitaar glas gondel goud groente gordijn grot gum
    hagel hamer haven havik hemel herfst heuvel honing hotel huis hut idee iglo insect inkt iris jaguar
    jas jasmijn jongleur juli juweel kaars kabouter kampvuur kanarie kano kapstok kastanje kasteel kater
    kelder kers ketel kiezel kikker kist klaver klok knoop koekje koffer kompas koraal kraan krekel
    kristal kroon kubus kurk kussen ladder lama lantaarn laurier lawine leeuw lente lepel letter libel
    licht linde linnen liniaal limonade luipaard maan maart magneet mango mantel marmer mast meloen
    merel metro meubel minuut molen morgen mosterd motor museum muts muziek nacht naald narcis nest
    nevel noot noorden oase oceaan olijf orgel orkest otter oven paard paleis palm panda papaver papier
    paprika parasol parel park pauw peer pen pepermunt perzik piano picknick pinguin piraat planeet
    plant plein poes pompoen poort potlood prisma pudding puzzel pyjama radijs radio raket regen rivier
    robijn robot rogge rugzak saffier salade sandaal saxofoon schaap schelp schilder schip school sjaal
    sla slee sleutel snavel sneeuw soep specht spiegel spinazie stad ster storm strand stroop suiker
    tafel tapijt tempel tent theater thee tijger tomaat toren touw tractor trap trein trommel trompet
    tuin tulp tunnel uil ukulele vaas valk vanille varen veld venster viool vis vlag vlieger vlinder
    vlot voetbal vogel vork vriend vuurtoren vulkaan vuur waaier walnoot wandeling wereld wiel wilg
    winkel winter wolk wortel zaad zebra zee zeehond zeil zilver zolder zomer zon zuiden zwaan zwaluw
    zwembad
    """.split()
)

ENGLISH: tuple[str, ...] = tuple(
    """
    acorn album almond amber anchor apple apricot april arch arrow atlas autumn avocado badger bagel
    bakery balloon bamboo banana barn basil basket beach beaver berry bicycle biscuit blanket blossom
    blue boat bonfire book boots bottle branch bread breeze bridge broom bubble bucket butter button
    butterfly cabin cactus camera candle canoe canyon captain caramel carpet carrot castle cedar cello
    cereal chalk cherry chess chimney circle circus citrus clock cloud clover coast cobalt coconut comet
    compass cookie copper coral cotton crystal cushion daffodil daisy dance desert diamond dolphin
    domino door dragon dream drum duck dune eagle earth easel echo elm engine evening falcon feather
    fern festival fiddle field film finch flag flamingo flower flute forest fossil fountain fox fresco
    friend galaxy garden garlic gazelle ginger giraffe glacier glove gold granite grape grass guitar
    hammer hammock harbour harp harvest hazel hedgehog helmet heron hill honey hotel house igloo indigo
    ink insect iris island ivy jaguar jasmine jigsaw jewel juggler juice july jungle juniper kayak
    kettle keyboard kingdom kitchen kite kitten kiwi koala ladder lagoon lake lantern laptop laurel
    lavender lemon leopard letter library lilac lily lime lion lobster lotus magnet magpie mango maple
    marble market meadow melon meteor metro mirror moon morning mosaic moth muffin museum mushroom music
    mustard napkin needle nest noodle north notebook novel nutmeg oasis oatmeal ocean octopus olive
    onion opal orange orbit orchard orchid otter oven owl oyster paddle paint palace palm pancake panda
    panther papaya paper parade park pasture peanut pebble pelican pencil penguin pepper piano picnic
    pillow pilot pine pirate planet plaza plum pocket poem pond popcorn poppy postcard potato prism
    pumpkin puppet puzzle pyramid quartz quilt rabbit radio radish raft rainbow raisin raven ribbon
    river robin robot roof rope ruby saffron sailor salad sandal sapphire satchel scarf school seal
    season seed shadow shell silver sketch sky snow sofa sparrow spinach spiral spoon spring squirrel
    stadium star station stone storm stream sugar summer sunset swan table teapot temple tennis theatre
    thimble thunder tiger tomato topaz torch tortoise tower tractor train trumpet tulip tunnel turtle
    umbrella unicorn valley vanilla velvet village violet violin volcano voyage waffle wagon walnut
    water wave whistle window winter wizard wonder wren yacht yellow yogurt yoyo zebra zigzag zipper
    """.split()
)
